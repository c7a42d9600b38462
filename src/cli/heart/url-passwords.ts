/** The password in a URL, as it stands there and as it is meant; nothing where there is none. */
export function passwordsIn(url: string | undefined): readonly string[] {
  if (url === undefined || !URL.canParse(url)) return [];
  const { password } = new URL(url);
  if (password === '') return [];
  try {
    return [password, decodeURIComponent(password)];
  } catch {
    // A `%` that stands for itself.
    return [password];
  }
}
