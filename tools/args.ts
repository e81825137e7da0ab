import { type ParseArgsConfig, parseArgs } from 'node:util';
import { Advice } from './emulators/progress.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/**
 * @param usage what `--help` prints
 * @returns the values of the command line's options
 * @throws Advice with the usage for one that doesn't exist or has no value
 */
export function readArgs<const O extends Options>(usage: string, options: O) {
  try {
    if (process.argv.slice(2).some((argument) => argument === '--help' || argument === '-h')) {
      console.log(usage);
      process.exit();
    }
    return parseArgs({ options }).values;
  } catch (error) {
    if (error instanceof TypeError) throw new Advice(`${error.message.split('. ')[0]}.\n\n${usage}`);
    throw error;
  }
}
