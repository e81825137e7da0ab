import { useMantineColorScheme } from '@mantine/core';

/** Light, dark or as the device has it. Mantine would write a style sheet into the page meanwhile, which the policy refuses. */
export const useColorScheme = () => useMantineColorScheme({ keepTransitions: true });
