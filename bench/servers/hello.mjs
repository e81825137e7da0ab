// The smallest Cloud Function.
export const hello = (_req, res) => {
  res.send('ok');
};
