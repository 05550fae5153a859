// The way from a finding or a comment to its place in the studio: the grain, the element, the moment.
import { Trans, useLingui } from '@lingui/react/macro';
import { LinkButton } from '../../ui/Link.tsx';

type Place = { module_id?: string; grain_id: string; element_id?: string | undefined; at_ms?: number | undefined };

/** What the studio reads from its address when it opens. */
export const studioSearch = ({ module_id, element_id, at_ms }: Omit<Place, 'grain_id'>): Record<string, string> => ({
  ...(module_id ? { module: module_id } : {}),
  ...(element_id ? { element: element_id } : {}),
  ...(at_ms === undefined ? {} : { at: String(at_ms) }),
});

/** `about`: what lies there, so that the links of a list are told apart. */
export function GoTo({ about, ...place }: Place & { about: string }) {
  const { t } = useLingui();
  return (
    <LinkButton
      small
      kind="quiet"
      to="/studio/$grainId"
      params={{ grainId: place.grain_id }}
      search={studioSearch(place)}
      aria-label={t`Y aller : ${about}`}
    >
      <Trans>Y aller</Trans>
    </LinkButton>
  );
}
