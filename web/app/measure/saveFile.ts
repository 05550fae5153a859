// Hands what was received to the browser as a file, under the name that the server gave it.

const NAMES = [/filename\*=UTF-8''([^;]+)/i, /filename="([^"]+)"/i];

export function fileName(disposition: string | null, otherwise: string): string {
  for (const pattern of NAMES) {
    const found = pattern.exec(disposition ?? '')?.[1];
    if (!found) continue;
    try {
      return decodeURIComponent(found);
    } catch {
      return found;
    }
  }
  return otherwise;
}

export function saveFile(content: Blob, response: Response, otherwise: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName(response.headers.get('Content-Disposition'), otherwise);
  document.body.append(link);
  link.click();
  link.remove();
  // The browser reads the address after the click has been dealt with.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
