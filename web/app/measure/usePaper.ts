// Paper is light whatever the screen: printed text in the colours of the dark theme could not be read.
import { useEffect } from 'react';

export function usePaper(): void {
  useEffect(() => {
    const root = document.documentElement;
    let kept: string | null = null;
    const before = () => {
      kept = root.getAttribute('data-theme');
      root.setAttribute('data-theme', 'light');
    };
    const after = () => {
      if (kept) root.setAttribute('data-theme', kept);
    };
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    return () => {
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
    };
  }, []);
}
