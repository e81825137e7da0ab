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
