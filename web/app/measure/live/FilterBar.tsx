// The filter that stays in sight: distribution, group, period, version, and another group to compare with.
import { Trans, useLingui } from '@lingui/react/macro';
import { useFormat } from '../../../i18n/format.ts';
import { Button } from '../../../ui/Button.tsx';
import { type Choice, Select } from '../../../ui/Select.tsx';
import { useFilters } from '../../shell/filters.ts';
import type { MeasureOverview } from '../../../api/shapes.ts';
import css from './Live.module.css';
import { isoDate } from './period.ts';
import { NO_FILTER } from './useMeasureFilters.ts';

const ANY = 'any';

function Picker({ name, label, all, choices }: { name: string; label: string; all: string; choices: Choice[] }) {
  const [filters, setFilters] = useFilters();
  return (
    <div className={css.field}>
      <Select
        bare
        label={label}
        value={filters[name] ?? ANY}
        onChange={(value) => setFilters({ [name]: value === ANY ? undefined : value })}
        choices={[{ id: ANY, label: all }, ...choices]}
      />
    </div>
  );
}

function DateField({ name, label }: { name: 'from' | 'to'; label: string }) {
  const [filters, setFilters] = useFilters();
  return (
    <label className={css.dateLabel}>
      {label}
      <input
        type="date"
        className={css.date}
        value={filters[name] ?? ''}
        max={isoDate(Date.now())}
        onChange={({ currentTarget }) => setFilters({ [name]: currentTarget.value })}
      />
    </label>
  );
}

export function usePeriods(): Choice[] {
  const { t } = useLingui();
  return [
    { id: 'today', label: t`Aujourd’hui` },
    { id: 'week', label: t`7 derniers jours` },
    { id: 'month', label: t`30 derniers jours` },
    { id: 'quarter', label: t`90 derniers jours` },
    { id: 'dates', label: t`Entre deux dates` },
  ];
}

export function FilterBar({ overview }: { overview: MeasureOverview }) {
  const { t } = useLingui();
  const format = useFormat();
  const [filters, setFilters] = useFilters();
  const periods = usePeriods();
  const groups = overview.groups.map(({ id, name }) => ({ id, label: name }));
  const narrowed = Object.keys(NO_FILTER).some((name) => filters[name]);
  return (
    <div className={css.bar} role="search" aria-label={t`Filtrer les mesures`}>
      {overview.distributions.length > 1 && (
        <Picker
          name="distribution"
          label={t`Diffusion`}
          all={t`Toutes les diffusions`}
          choices={overview.distributions.map(({ id, title, created_ms, version_number }) => ({
            id,
            label: title,
            detail: t`${format.date(created_ms)} · version ${version_number}`,
          }))}
        />
      )}
      {groups.length > 0 && <Picker name="group" label={t`Groupe`} all={t`Tous les groupes`} choices={groups} />}
      <Picker name="period" label={t`Période`} all={t`Depuis le début`} choices={periods} />
      {filters.period === 'dates' && (
        <>
          <DateField name="from" label={t`Du`} />
          <DateField name="to" label={t`Au`} />
        </>
      )}
      {overview.versions.length > 1 && (
        <Picker
          name="version"
          label={t`Version`}
          all={t`Toutes les versions`}
          choices={overview.versions.map(({ module_version_id, number }) => ({
            id: module_version_id,
            label: t`Version ${number}`,
          }))}
        />
      )}
      {groups.length > 1 && (
        <Picker
          name="compare"
          label={t`Comparer avec`}
          all={t`Comparer à…`}
          choices={groups.filter(({ id }) => id !== filters.group)}
        />
      )}
      {narrowed && (
        <span className={css.reset}>
          <Button kind="quiet" onPress={() => setFilters(NO_FILTER)}>
            <Trans>Tout afficher</Trans>
          </Button>
        </span>
      )}
    </div>
  );
}

/** The same in words, for paper. */
export function FilterWords({ overview }: { overview: MeasureOverview }) {
  const { t } = useLingui();
  const format = useFormat();
  const [filters] = useFilters();
  const periods = usePeriods();
  const of = <T,>(list: readonly T[], found: (one: T) => boolean, said: (one: T) => string) =>
    list.filter(found).map(said);
  const words = [
    ...of(
      overview.distributions,
      ({ id }) => id === filters.distribution,
      ({ title }) => t`Diffusion : ${title}`,
    ),
    ...of(
      overview.groups,
      ({ id }) => id === filters.group,
      ({ name }) => t`Groupe : ${name}`,
    ),
    ...of(
      periods,
      ({ id }) => id === filters.period,
      ({ label }) => t`Période : ${label}`,
    ),
    ...of(
      overview.versions,
      (one) => one.module_version_id === filters.version,
      ({ number }) => t`Version ${number}`,
    ),
    ...(overview.as_of_ms === null ? [] : [t`Chiffres du ${format.dateTime(overview.as_of_ms)}`]),
  ];
  return <p className={css.said}>{words.join(' · ')}</p>;
}
