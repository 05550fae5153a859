// The modules one can choose from, and for whoever writes modules the others with the reason why not. Only an approved
// module is distributed, and only as it was approved.
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { api } from '../../api/client.ts';
import { useRight } from '../../api/session.ts';
import type { ModuleState } from '../../api/shapes.ts';

const SHOWN = 50;

type State = ModuleState['state'];

/** Why a module in this state is not offered; null: it is. */
const reasons: Record<State, MessageDescriptor | null> = {
  draft: msg`Brouillon : à soumettre à validation d’abord`,
  submitted: msg`En cours de validation`,
  returned: msg`Rendu à son auteur pour correction`,
  refused: msg`Refusé`,
  approved: null,
  scheduled: null,
  distributed: null,
  suspended: null,
  archived: null,
};
const EDITED = msg`Modifié depuis sa dernière soumission : à soumettre de nouveau`;

export type NotOffered = { id: string; title: string; reason: MessageDescriptor };

export function useOffered(search: string) {
  const query = { limit: SHOWN, ...(search ? { search } : {}) };
  return api.useQuery(
    'get',
    '/api/v1/distributable-modules',
    { params: { query } },
    { placeholderData: (before) => before },
  );
}

/** The one that the address names; null when it cannot be distributed. */
export function useNamed(module_id: string | undefined) {
  const query = { limit: 1, ...(module_id ? { module_id } : {}) };
  const found = api.useQuery('get', '/api/v1/distributable-modules', { params: { query } }, { enabled: !!module_id });
  return { module: found.data?.items[0] ?? null, isPending: !!module_id && found.isPending };
}

/** Nothing for whoever may not read drafts. */
export function useNotOffered(search: string): NotOffered[] {
  const enabled = useRight('grain.edit');
  const query = { limit: SHOWN, ...(search ? { search } : {}) };
  const modules = api.useQuery(
    'get',
    '/api/v1/modules',
    { params: { query } },
    { enabled, placeholderData: (before) => before },
  );
  const ids = modules.data?.items.map(({ id }) => id) ?? [];
  const states = api.useQuery(
    'get',
    '/api/v1/module-states',
    { params: { query: { module_ids: ids.join(',') } } },
    { enabled: ids.length > 0, placeholderData: (before) => before },
  );
  const byModule = new Map(states.data?.items.map((item) => [item.module_id, item]));
  return (modules.data?.items ?? []).flatMap(({ id, title }) => {
    const found = byModule.get(id);
    const reason = found && (found.edited ? EDITED : reasons[found.state]);
    return reason ? [{ id, title, reason }] : [];
  });
}
