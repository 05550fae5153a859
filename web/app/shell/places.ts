// The rows of the screen table as the navigation and the palette want them.
import { useRouter } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Place } from './navigation.ts';

/** Read from the router, not from the table: the table holds the screens, and screens hold this. */
export function usePlaces(): Place[] {
  const { routesById } = useRouter();
  return useMemo(
    () =>
      Object.values(
        routesById as Record<
          string,
          { fullPath: string; options: { staticData?: Partial<{ screen: Place['screen'] }> } }
        >,
      ).flatMap(({ fullPath, options }) =>
        options.staticData?.screen ? [{ path: fullPath, screen: options.staticData.screen }] : [],
      ),
    [routesById],
  );
}
