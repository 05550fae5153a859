// The same difference in rows: grain after grain, element after element, what each field was and is.
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { ElementChange, GrainDifference } from '../../../api/shapes.ts';
import { useFormat } from '../../../i18n/format.ts';
import { KindMark } from '../../../ui/Badge.tsx';
import { SkeletonRows } from '../../../ui/Feedback.tsx';
import { ErrorState } from '../../../ui/States.tsx';
import { formatClock } from '../../studio/document/times.ts';
import { differenceOf } from '../queries.ts';
import { useReview } from '../state.ts';
import { changes, fieldNames, parts } from '../words.ts';
import css from './DifferenceTable.module.css';
import { valueOf } from './values.ts';

function useShownValue(): (field: string, value: string, change: 'before' | 'after') => string {
  const { t } = useLingui();
  return (field, text, change) => {
    const value = valueOf(field, text);
    const words = {
      yes: t`oui`,
      no: t`non`,
      none: t`rien`,
      file: change === 'before' ? t`l’ancien fichier` : t`un autre fichier`,
    };
    return value.kind === 'text' ? value.text : words[value.kind];
  };
}

function Fields({ element }: { element: ElementChange }) {
  const { t, i18n } = useLingui();
  const shown = useShownValue();
  if (element.fields.length === 0) return '–';
  return (
    <ul>
      {element.fields.map(({ field, before, after }, place) => {
        const name = fieldNames[field];
        return (
          <li key={`${field}${place}`} className={css.field}>
            <span className={css.fieldName}>{name ? i18n._(name) : field}</span>
            {before !== undefined && <del aria-label={t`avant`}>{shown(field, before, 'before')}</del>}
            {after !== undefined && <ins aria-label={t`maintenant`}>{shown(field, after, 'after')}</ins>}
          </li>
        );
      })}
    </ul>
  );
}

/** `grain_id`: null when the grain is gone, and with it the film one could go to. */
function Element({ grain_id, element }: { grain_id: string | null; element: ElementChange }) {
  const { t, i18n } = useLingui();
  const { goTo } = useReview();
  const { kind, label, change, at_ms } = element;
  const { name, mark } = parts[kind];
  return (
    <tr data-change={change}>
      <th scope="row">
        <span className={css.part}>
          {mark && <KindMark kind={mark} />}
          <span>
            <span className={css.kind}>{i18n._(name)}</span> {label}
          </span>
        </span>
      </th>
      <td>
        <span className={css.change}>
          <b aria-hidden="true">{changes[change].sign}</b> {i18n._(changes[change].name)}
        </span>
      </td>
      <td>
        {at_ms === undefined || !grain_id ? (
          (at_ms !== undefined && formatClock(at_ms)) || '–'
        ) : (
          <button
            type="button"
            className={css.time}
            aria-label={t`Aller à ${formatClock(at_ms)} : ${label}`}
            onClick={() => goTo(grain_id, at_ms)}
          >
            {formatClock(at_ms)}
          </button>
        )}
      </td>
      <td>
        <Fields element={element} />
      </td>
    </tr>
  );
}

function Grain({ grain }: { grain: GrainDifference }) {
  const { t, i18n } = useLingui();
  return (
    <div className={css.grain}>
      <h3 className={css.title}>
        {grain.title} <span className={css.change}>{i18n._(changes[grain.change].name)}</span>
      </h3>
      {grain.elements.length > 0 && (
        <div className={css.scroll}>
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col">{t`Élément`}</th>
                <th scope="col">{t`Changement`}</th>
                <th scope="col">{t`Moment`}</th>
                <th scope="col">{t`Avant, maintenant`}</th>
              </tr>
            </thead>
            <tbody>
              {grain.elements.map((element) => (
                <Element
                  key={element.element_id + element.kind}
                  grain_id={grain.change === 'removed' ? null : grain.grain_id}
                  element={element}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {grain.omitted > 0 && (
        <p className={css.omitted}>
          <Plural value={grain.omitted} one="et # autre changement" other="et # autres changements" />
        </p>
      )}
    </div>
  );
}

export function DifferenceTable() {
  const { t } = useLingui();
  const format = useFormat();
  const { submission } = useReview();
  const { data, error, refetch } = useQuery(differenceOf(submission.id));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows label={t`Chargement`} rows={3} />;
  const { against, grains } = data;
  if (!against)
    return (
      <p className={css.none}>
        <Trans>Aucune version n’a encore été approuvée : tout y est nouveau.</Trans>
      </p>
    );
  const different = grains.filter(({ change }) => change !== 'same');
  return (
    <>
      <p className={css.none}>
        {different.length === 0 ? (
          <Trans>
            Rien n’a changé depuis la version {against.number}, approuvée le {format.date(against.approved_ms)}.
          </Trans>
        ) : (
          <Trans>
            Par rapport à la version {against.number}, approuvée le {format.date(against.approved_ms)}.
          </Trans>
        )}
      </p>
      {different.map((grain) => (
        <Grain key={grain.grain_id} grain={grain} />
      ))}
    </>
  );
}
