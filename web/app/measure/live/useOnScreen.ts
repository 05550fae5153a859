// Whether a box is in sight, or near it: what is not needs no news and no pictures.
import { type RefObject, useEffect, useState } from 'react';

const NEAR = '200px 0px';

export function useOnScreen(box: RefObject<HTMLElement | null>): boolean {
  const [inSight, setInSight] = useState(typeof IntersectionObserver === 'undefined');
  useEffect(() => {
    const element = box.current;
    if (!element || typeof IntersectionObserver === 'undefined') return;
    // Used only where it is found.
    // eslint-disable-next-line compat/compat
    const watch = new IntersectionObserver((seen) => setInSight(seen.some(({ isIntersecting }) => isIntersecting)), {
      rootMargin: NEAR,
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, [box]);
  return inSight;
}
