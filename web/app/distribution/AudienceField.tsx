// To whom: groups and people, found by name in one field, listed below it, counted once each.
import { plural } from '@lingui/core/macro';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useController } from 'react-hook-form';
import { api } from '../../api/client.ts';
import { ComboBox } from '../../ui/ComboBox.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Icon } from '../../ui/icons.tsx';
import { problemMessage } from '../../ui/problem/messages.ts';
import { fullName } from '../person/states.ts';
import css from './Distribution.module.css';
import { type AudienceCount, useAudienceCount } from './useAudienceCount.ts';

const SHOWN = 8;

/** What is known of a group or a person by the time it is chosen; members only of groups. */
export type Named = { name: string; members?: number };
export type Names = ReadonlyMap<string, Named>;

type Kind = 'group' | 'person';
type Found = { kind: Kind; id: string; label: string; detail: string; named: Named };

const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();

/** Until the server has answered, what is shown still answers to what was typed before: the first choice must not be one
 * that does not fit what is typed now. */
export const fits = (words: string, search: string): boolean =>
  folded(search)
    .split(/\s+/)
    .every((word) => folded(words).includes(word));

function useFound(search: string, taken: ReadonlySet<string>): Found[] {
  const query = { limit: SHOWN + Math.min(taken.size, 100), sort: 'name' as const, ...(search ? { search } : {}) };
  const options = { placeholderData: <T,>(before: T) => before };
  const groups = api.useQuery('get', '/api/v1/groups', { params: { query } }, options);
  const people = api.useQuery('get', '/api/v1/persons', { params: { query } }, options);
  const entitled = people.data?.items.filter(({ state }) => state !== 'deactivated');
  const free = <T extends { id: string }>(items: readonly T[] | undefined) =>
    (items ?? []).filter(({ id }) => !taken.has(id)).slice(0, SHOWN);
  const found = [
    ...free(groups.data?.items).map(({ id, name, member_count }) => ({
      kind: 'group' as const,
      id,
      label: name,
      detail: plural(member_count, { one: 'Groupe · # personne', other: 'Groupe · # personnes' }),
      named: { name, members: member_count },
    })),
    ...free(entitled).map((person) => ({
      kind: 'person' as const,
      id: person.id,
      label: fullName(person),
      detail: person.email,
      named: { name: fullName(person) },
    })),
  ];
  const settled = !groups.isPlaceholderData && !people.isPlaceholderData;
  return settled ? found : found.filter(({ label, detail }) => fits(`${label} ${detail}`, search));
}

function Chosen({ kind, named, onRemove }: { kind: Kind; named: Named; onRemove: () => void }) {
  const { t } = useLingui();
  return (
    <li className={css.chosen}>
      <Icon name={kind} size={18} />
      <span className={css.chosenName}>{named.name}</span>
      {named.members !== undefined && (
        <span className={css.quiet}>
          <Plural value={named.members} one="# personne" other="# personnes" />
        </span>
      )}
      <IconButton small icon="close" label={t`Retirer ${named.name}`} onPress={onRemove} />
    </li>
  );
}

function Total({ count: { people, twice } }: { count: AudienceCount }) {
  return (
    <p className={css.total} role="status">
      {people === undefined ? (
        <Trans>On compte…</Trans>
      ) : (
        <>
          <strong>
            <Plural value={people} one="# personne en tout" other="# personnes en tout" />
          </strong>
          {twice > 0 && (
            <span className={css.quiet}>
              <Plural
                value={twice}
                one="dont # choisie plus d’une fois, comptée une fois"
                other="dont # choisies plus d’une fois, comptées une fois"
              />
            </span>
          )}
        </>
      )}
    </p>
  );
}

/** `known`: the names of those chosen before this field was shown. Fields: `group_ids` and `person_ids`. */
export function AudienceField({ known }: { known?: Names }) {
  const { t, i18n } = useLingui();
  const groups = useController({ name: 'group_ids' });
  const people = useController({ name: 'person_ids' });
  const fields = { group: groups.field, person: people.field };
  const ids = { group: groups.field.value as string[], person: people.field.value as string[] };
  const [names, setNames] = useState<Names>(known ?? new Map());
  const [search, setSearch] = useState('');
  const found = useFound(search, new Set([...ids.group, ...ids.person]));
  const count = useAudienceCount(ids.group, ids.person);
  const code = people.fieldState.error?.message ?? groups.fieldState.error?.message;
  const add = (key: string | null) => {
    setSearch('');
    const chosen = found.find(({ kind, id }) => `${kind}:${id}` === key);
    if (!chosen) return;
    setNames(new Map(names).set(chosen.id, chosen.named));
    fields[chosen.kind].onChange([...ids[chosen.kind], chosen.id]);
  };
  const remove = (kind: Kind, id: string) => fields[kind].onChange(ids[kind].filter((other) => other !== id));
  const chosen = (['group', 'person'] as const).flatMap((kind) => ids[kind].map((id) => ({ kind, id })));
  return (
    <div>
      <ComboBox
        label={t`Groupes et personnes`}
        placeholder={t`Chercher un groupe ou une personne`}
        value={null}
        onChange={add}
        onSearch={setSearch}
        text={search}
        choices={found.map(({ kind, id, label, detail }) => ({ id: `${kind}:${id}`, label, detail }))}
        error={code && i18n._(problemMessage(code))}
      />
      {chosen.length > 0 && (
        <>
          <ul className={css.audience} aria-label={t`Destinataires`}>
            {chosen.map(({ kind, id }) => (
              <Chosen
                key={id}
                kind={kind}
                named={names.get(id) ?? { name: t`Inconnu` }}
                onRemove={() => remove(kind, id)}
              />
            ))}
          </ul>
          <Total count={count} />
        </>
      )}
    </div>
  );
}
