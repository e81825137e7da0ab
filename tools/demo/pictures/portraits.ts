import { createAvatar } from '@dicebear/core';
import * as openPeeps from '@dicebear/open-peeps';

type Options = NonNullable<Parameters<typeof openPeeps.create>[0]['options']>;
type Choice<K extends 'head' | 'face' | 'accessories' | 'facialHair'> = NonNullable<Options[K]>[number];
export type Head = Choice<'head'>;

/** Skin colours, from light to dark. */
const SKINS = { 1: 'f8d9c0', 2: 'e8b98f', 3: 'c98e60', 4: '9c6239', 5: '6d452b' } as const;

/** What somebody looks like in their picture; colours are hexadecimal. */
export interface Look {
  head: Head;
  skin: keyof typeof SKINS;
  face: Choice<'face'>;
  /** Only some heads are drawn with a second colour. */
  hair?: string;
  shirt: string;
  back: string;
  glasses?: Choice<'accessories'>;
  beard?: Choice<'facialHair'>;
}

/** @returns a drawn portrait as SVG. The drawings are Open Peeps by Pablo Stanley, under CC0. */
export function portrait({ head, skin, face, hair, shirt, back, glasses, beard }: Look, size: number): string {
  return createAvatar(openPeeps, {
    size,
    scale: 92,
    translateY: 4,
    backgroundColor: [back],
    head: [head],
    face: [face],
    skinColor: [SKINS[skin]],
    headContrastColor: [hair ?? '2c1b18'],
    clothingColor: [shirt],
    ...(glasses ? { accessories: [glasses], accessoriesProbability: 100 } : { accessoriesProbability: 0 }),
    ...(beard ? { facialHair: [beard], facialHairProbability: 100 } : { facialHairProbability: 0 }),
    maskProbability: 0,
  }).toString();
}
