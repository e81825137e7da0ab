let loaded: ReadonlySet<string> | undefined;

/**
 * @returns the most common passwords, in lower case. From zxcvbn-ts, which ranks leaked lists; loaded when somebody
 *   first chooses a password, because no other request needs its 400 kB.
 */
export async function commonPasswords(): Promise<ReadonlySet<string>> {
  if (!loaded) {
    const { dictionary } = await import('@zxcvbn-ts/language-common');
    loaded = new Set(dictionary['passwords-common'].map((password) => String(password).toLowerCase()));
  }
  return loaded;
}
