// What is distributed: one approved module. Those that are not offered are named on request, each with its reason.
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useRef, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { useController } from 'react-hook-form';
import { useRight } from '../../api/session.ts';
import type { DistributableModule } from '../../api/shapes.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button as ActionButton } from '../../ui/Button.tsx';
import { SkeletonRows } from '../../ui/Feedback.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { Link, LinkButton } from '../../ui/Link.tsx';
import { Poster } from '../../ui/Poster.tsx';
import { problemMessage } from '../../ui/problem/messages.ts';
import { SearchField } from '../../ui/SearchField.tsx';
import { EmptyState, ErrorState } from '../../ui/States.tsx';
import css from './Distribution.module.css';
import { useNotOffered, useOffered } from './useModules.ts';

/** Up to so many are seen at a glance, without a search. */
const FEW = 6;

function Words({ module }: { module: DistributableModule }) {
  const format = useFormat();
  const { title, version_number, grain_count, duration_ms, approved_ms } = module;
  return (
    <span className={css.moduleWords}>
      <span className={css.moduleTitle}>{title}</span>
      <span className={css.quiet}>
        <Trans>
          Version {version_number}, approuvée le {format.date(approved_ms)}
        </Trans>
        {' · '}
        <Plural value={grain_count} one="# grain" other="# grains" />
        {duration_ms > 0 && ` · ${format.duration(duration_ms)}`}
      </span>
    </span>
  );
}

function NotOffered({ search }: { search: string }) {
  const { i18n } = useLingui();
  const others = useNotOffered(search);
  if (others.length === 0) return null;
  return (
    <details className={css.others}>
      <summary>
        <Plural
          value={others.length}
          one="# autre module n’est pas proposé : pourquoi ?"
          other="# autres modules ne sont pas proposés : pourquoi ?"
        />
      </summary>
      <ul>
        {others.map(({ id, title, reason }) => (
          <li key={id}>
            <Link to="/modules/$moduleId" params={{ moduleId: id }}>
              {title}
            </Link>
            <span className={css.quiet}>{i18n._(reason)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

type ChoiceProps = { onChoose: (module: DistributableModule) => void; error: string | undefined };

function Nothing({ search }: { search: string }) {
  const { t } = useLingui();
  const mayReview = useRight('module.submit');
  return (
    <EmptyState
      drawing="tasks"
      title={search ? t`Aucun module approuvé ne porte ce nom` : t`Aucun module approuvé pour l’instant`}
      action={
        mayReview && (
          <LinkButton to={'/reviews' as '/'} icon="review">
            <Trans>Voir les validations</Trans>
          </LinkButton>
        )
      }
    >
      <Trans>Un module se diffuse une fois approuvé, et tel qu’il a été approuvé.</Trans>
    </EmptyState>
  );
}

function Choice({ onChoose, error }: ChoiceProps) {
  const { t } = useLingui();
  const [search, setSearch] = useState('');
  const { data, error: refused, refetch } = useOffered(search);
  if (refused) return <ErrorState error={refused} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows label={t`Chargement`} rows={3} />;
  return (
    <Stack space={3}>
      {(search || data.next_cursor !== null || data.items.length > FEW) && (
        <SearchField label={t`Chercher un module`} value={search} onChange={setSearch} />
      )}
      {data.items.length === 0 ? (
        <Nothing search={search} />
      ) : (
        <ul className={css.modules} aria-label={t`Modules approuvés`}>
          {data.items.map((module) => (
            <li key={module.module_id}>
              <Button className={css.module ?? ''} onPress={() => onChoose(module)}>
                <Poster small url={module.poster_url} icon="module" />
                <Words module={module} />
                <Icon name="right" size={18} />
              </Button>
            </li>
          ))}
        </ul>
      )}
      {data.next_cursor !== null && (
        <p className={css.quiet}>
          <Trans>Précisez la recherche pour voir les autres.</Trans>
        </p>
      )}
      {error && (
        <p className={css.error} role="alert">
          <Icon name="error" size={16} />
          <span>{error}</span>
        </p>
      )}
      <NotOffered search={search} />
    </Stack>
  );
}

type Props = { chosen: DistributableModule | null; onChoose: (module: DistributableModule | null) => void };

/** Field: `module_id`. The focus stays in it when the list makes place for the module chosen, and back. */
export function ModuleField({ chosen, onChoose }: Props) {
  const { i18n } = useLingui();
  const { field, fieldState } = useController({ name: 'module_id' });
  const place = useRef<HTMLDivElement | null>(null);
  const choose = (module: DistributableModule | null) => {
    onChoose(module);
    field.onChange(module?.module_id ?? '');
    place.current?.focus();
  };
  const code = fieldState.error?.message;
  return (
    <div
      ref={(element) => {
        place.current = element;
        field.ref(element);
      }}
      className={css.place}
      tabIndex={-1}
    >
      {chosen ? (
        <div className={css.chosenModule}>
          <Poster small url={chosen.poster_url} icon="module" />
          <Words module={chosen} />
          <ActionButton kind="quiet" onPress={() => choose(null)}>
            <Trans>Changer</Trans>
          </ActionButton>
        </div>
      ) : (
        <Choice onChoose={choose} error={code && i18n._(problemMessage(code))} />
      )}
    </div>
  );
}
