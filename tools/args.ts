import { type ParseArgsConfig, parseArgs } from 'node:util';
import { Advice } from './emulators/progress.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

function parse<const O extends Options>(usage: string, options: O, allowPositionals: boolean) {
  try {
    if (process.argv.slice(2).some((argument) => argument === '--help' || argument === '-h')) {
      console.log(usage);
      process.exit();
    }
    return parseArgs({ options, allowPositionals });
  } catch (error) {
    if (error instanceof TypeError) throw new Advice(`${error.message.split('. ')[0]}.\n\n${usage}`);
    throw error;
  }
}

/**
 * @param usage what `--help` prints
 * @returns the values of the command line's options
 * @throws Advice with the usage for one that doesn't exist or has no value
 */
export const readArgs = <const O extends Options>(usage: string, options: O) => parse(usage, options, false).values;

/** The same for a command with words beside its options. @returns both */
export const readWords = <const O extends Options>(usage: string, options: O) => parse(usage, options, true);
