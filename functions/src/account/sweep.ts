export async function sweep(): Promise<Record<string, number>> {
  return {};
}
