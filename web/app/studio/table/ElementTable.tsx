// The same elements as rows: everything that the timeline does by gesture can be typed here.
import { Trans, useLingui } from '@lingui/react/macro';
import { KindMark } from '../../../ui/Badge.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { EmptyState } from '../../../ui/States.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { Checkbox } from '../../../ui/Toggle.tsx';
import { remove } from '../document/creation.ts';
import { type ElementKind, inOrder, sameRef, type Span } from '../document/elements.ts';
import { TEXT_MAX } from '../document/limits.ts';
import { rename, requireIt } from '../document/naming.ts';
import { moveTo, trimEnd, trimStart } from '../document/timing.ts';
import { TimeField } from '../inspector/TimeField.tsx';
import { useActs } from '../state/acts.ts';
import { useShown, useStudio, useView } from '../state/studio.ts';
import css from './ElementTable.module.css';

function Row({ span, selected }: { span: Span; selected: boolean }) {
  const { t } = useLingui();
  const { film } = useStudio();
  const { select, apply, seek } = useActs();
  const { ref, title, start_ms, end_ms, required } = span;
  const kinds: Record<ElementKind, string> = { chapter: t`Chapitre`, target: t`Cible`, quiz: t`Question` };
  const target = ref.kind === 'target';
  const start = (ms: number) => apply((target ? trimStart : moveTo)(ref, ms, film.film_ms));
  return (
    <tr data-selected={selected || undefined} onFocus={() => select(ref)}>
      <td>
        <span className={css.kind}>
          <KindMark kind={ref.kind} />
          {kinds[ref.kind]}
        </span>
      </td>
      <th scope="row">
        <TextField
          bare
          label={t`Titre de ${title}`}
          value={title}
          maxLength={TEXT_MAX.title}
          onChange={(next) => apply(rename(ref, next), `title ${ref.id}`)}
        />
      </th>
      <td>
        <TimeField bare label={t`Début de ${title}`} value={start_ms} onChange={start} />
      </td>
      <td>
        {target && (
          <TimeField
            bare
            label={t`Fin de ${title}`}
            value={end_ms}
            onChange={(ms) => apply(trimEnd(ref, ms, film.film_ms))}
          />
        )}
      </td>
      <td>
        {target && (
          <TimeField
            bare
            label={t`Durée de ${title}`}
            value={end_ms - start_ms}
            onChange={(ms) => apply(trimEnd(ref, start_ms + ms, film.film_ms))}
          />
        )}
      </td>
      <td>
        {ref.kind !== 'chapter' && (
          <Checkbox
            aria-label={t`${title} obligatoire`}
            isSelected={required}
            onChange={(on) => apply(requireIt(ref, on))}
          />
        )}
      </td>
      <td className={css.acts}>
        <IconButton small icon="right" label={t`Aller à ${title} dans le film`} onPress={() => seek(start_ms)} />
        <IconButton small icon="trash" label={t`Supprimer ${title}`} onPress={() => apply(remove(ref))} />
      </td>
    </tr>
  );
}

export function ElementTable() {
  const { t } = useLingui();
  const { film } = useStudio();
  const document = useShown();
  const selection = useView((state) => state.selection);
  const spans = inOrder(document, film.film_ms);
  if (spans.length === 0)
    return (
      <EmptyState drawing="list" title={t`Rien sur le film pour l’instant`}>
        <Trans>Placez la tête de lecture, puis appuyez sur un chiffre de 1 à 5.</Trans>
      </EmptyState>
    );
  return (
    <div className={css.scroll}>
      <table className={css.table} aria-label={t`Éléments du film`}>
        <thead>
          <tr>
            <th scope="col">
              <Trans>Genre</Trans>
            </th>
            <th scope="col">
              <Trans>Titre</Trans>
            </th>
            <th scope="col">
              <Trans>Début</Trans>
            </th>
            <th scope="col">
              <Trans>Fin</Trans>
            </th>
            <th scope="col">
              <Trans>Durée</Trans>
            </th>
            <th scope="col">
              <Trans>Obligatoire</Trans>
            </th>
            <th scope="col">
              <Trans>Actions</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {spans.map((span) => (
            <Row key={span.ref.id} span={span} selected={sameRef(span.ref, selection)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
