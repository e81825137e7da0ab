interface Answer {
  idToken: string;
  refreshToken: string;
  error?: { message: string };
}

/** Asks Firebase Auth itself, as anybody can who has the public API key. */
export async function atAuth(method: string, body: object): Promise<Answer> {
  const base = `http://${process.env.FIREBASE_AUTH_EMULATOR_HOST}/identitytoolkit.googleapis.com/v1`;
  const response = await fetch(`${base}/accounts:${method}?key=demo-key`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ returnSecureToken: true, ...body }),
  });
  return response.json() as Promise<Answer>;
}

/** @returns the code of the last mail of a kind that Auth would have sent to an address; undefined where there is none */
export async function lastCode(requestType: string, address: string): Promise<string | undefined> {
  const base = `http://${process.env.FIREBASE_AUTH_EMULATOR_HOST}/emulator/v1/projects/${process.env.GCLOUD_PROJECT}`;
  const { oobCodes } = (await (await fetch(`${base}/oobCodes`)).json()) as {
    oobCodes: { oobCode: string; email: string; newEmail?: string; requestType: string }[];
  };
  return oobCodes.findLast((code) => code.requestType === requestType && (code.newEmail ?? code.email) === address)
    ?.oobCode;
}
