// Where modules stand, from draft to archived: asked for whole lists at once, shown as a badge.
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { useQueries } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import type { ModuleState as State } from '../../api/shapes.ts';
import { Badge, type Tone } from '../../ui/Badge.tsx';

const AT_ONCE = 50;

export const moduleStates: Record<State['state'], { name: MessageDescriptor; tone: Tone }> = {
  draft: { name: msg`Brouillon`, tone: 'neutral' },
  submitted: { name: msg`En relecture`, tone: 'info' },
  returned: { name: msg`À corriger`, tone: 'warning' },
  refused: { name: msg`Refusé`, tone: 'danger' },
  approved: { name: msg`Approuvé`, tone: 'success' },
  scheduled: { name: msg`Diffusion prévue`, tone: 'brand' },
  distributed: { name: msg`Diffusé`, tone: 'brand' },
  suspended: { name: msg`Suspendu`, tone: 'warning' },
  archived: { name: msg`Archivé`, tone: 'neutral' },
};

/** By module; one that is still being asked for is not in it. */
export function useModuleStates(ids: readonly string[]): ReadonlyMap<string, State> {
  const parts = Array.from({ length: Math.ceil(ids.length / AT_ONCE) }, (_, at) =>
    ids.slice(at * AT_ONCE, (at + 1) * AT_ONCE).join(),
  );
  return useQueries({
    queries: parts.map((module_ids) =>
      api.queryOptions('get', '/api/v1/module-states', { params: { query: { module_ids } } }),
    ),
    combine: (found) =>
      new Map(found.flatMap(({ data }) => (data?.items ?? []).map((state) => [state.module_id, state] as const))),
  });
}

export function ModuleStateBadge({ state }: { state: State | undefined }) {
  const { i18n } = useLingui();
  if (!state) return null;
  const { name, tone } = moduleStates[state.state];
  return <Badge tone={tone}>{i18n._(name)}</Badge>;
}
