// A target: when, where, what it opens, how it behaves.
import { Trans, useLingui } from '@lingui/react/macro';
import type { Target } from '../../../../player/core/document.ts';
import { Button } from '../../../ui/Button.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { Switch } from '../../../ui/Toggle.tsx';
import { TEXT_MAX } from '../document/limits.ts';
import { hasKeyframeAt, placeAt } from '../document/motion.ts';
import { rename, requireIt } from '../document/naming.ts';
import { addKeyframe, changeKeyframe, changeTarget, frameTarget, removeKeyframe } from '../document/targets.ts';
import { moveTo, trimEnd, trimStart } from '../document/timing.ts';
import { useActs } from '../state/acts.ts';
import { useHead, useStudio } from '../state/studio.ts';
import { ContentPart } from './ContentPart.tsx';
import css from './Inspector.module.css';
import { PercentField } from './PercentField.tsx';
import { TimeField } from './TimeField.tsx';

type Props = { target: Target };

function When({ target }: Props) {
  const { t } = useLingui();
  const { film, playhead } = useStudio();
  const { apply } = useActs();
  const ref = { kind: 'target', id: target.id } as const;
  const { start_ms, end_ms } = target;
  return (
    <section className={css.section}>
      <div className={css.three}>
        <TimeField label={t`Début`} value={start_ms} onChange={(ms) => apply(trimStart(ref, ms, film.film_ms))} />
        <TimeField label={t`Fin`} value={end_ms} onChange={(ms) => apply(trimEnd(ref, ms, film.film_ms))} />
        <TimeField
          label={t`Durée`}
          value={end_ms - start_ms}
          onChange={(ms) => apply(trimEnd(ref, start_ms + ms, film.film_ms))}
        />
      </div>
      <Button small onPress={() => apply(moveTo(ref, playhead.now(), film.film_ms))}>
        <Trans>Commencer à la tête de lecture</Trans>
      </Button>
    </section>
  );
}

function Where({ target }: Props) {
  const { t } = useLingui();
  const { apply } = useActs();
  const at_ms = useHead();
  const { x, y } = placeAt(target, at_ms);
  const frame = { x, y, width: target.width, height: target.height };
  const set = (change: Partial<typeof frame>) =>
    apply(frameTarget(target.id, at_ms, { ...frame, ...change }), `box ${target.id}`);
  return (
    <section className={css.section}>
      <h3 className={css.heading}>
        <Trans>Place et taille, en % de l’image</Trans>
      </h3>
      <div className={css.four}>
        <PercentField label={t`X`} value={x} onChange={(value) => set({ x: value })} />
        <PercentField label={t`Y`} value={y} onChange={(value) => set({ y: value })} />
        <PercentField label={t`Larg.`} value={frame.width} onChange={(width) => set({ width })} />
        <PercentField label={t`Haut.`} value={frame.height} onChange={(height) => set({ height })} />
      </div>
    </section>
  );
}

function Motion({ target }: Props) {
  const { t } = useLingui();
  const { apply, seek } = useActs();
  const at_ms = useHead();
  const inside = at_ms >= target.start_ms && at_ms <= target.end_ms;
  const { keyframes } = target;
  return (
    <section className={css.section}>
      <div className={css.heading}>
        <h3>
          <Trans>Mouvement</Trans>
        </h3>
        <Button
          small
          kind="quiet"
          icon="keyframe"
          isDisabled={!inside || hasKeyframeAt(target, at_ms)}
          onPress={() => apply(addKeyframe(target.id, at_ms))}
        >
          <Trans>Image clé ici</Trans>
        </Button>
      </div>
      {keyframes.length < 2 ? (
        <p className={css.note}>
          <Trans>
            La cible ne bouge pas. Avancez dans le film, ajoutez une image clé, déplacez la cible : elle ira tout droit
            de l’une à l’autre.
          </Trans>
        </p>
      ) : (
        <ol className={css.frames}>
          {keyframes.map((frame, index) => (
            <li key={frame.at_ms}>
              <TimeField
                bare
                label={t`Moment de l’image clé ${index + 1}`}
                value={frame.at_ms}
                onChange={(ms) => apply(changeKeyframe(target.id, index, { at_ms: ms }))}
              />
              <span className={css.place}>
                {Math.round(frame.x)} × {Math.round(frame.y)} %
              </span>
              <IconButton
                small
                icon="right"
                label={t`Aller à l’image clé ${index + 1}`}
                onPress={() => seek(frame.at_ms)}
              />
              <IconButton
                small
                icon="trash"
                label={t`Supprimer l’image clé ${index + 1}`}
                onPress={() => apply(removeKeyframe(target.id, index))}
              />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

export function TargetInspector({ target }: Props) {
  const { t } = useLingui();
  const { apply } = useActs();
  const ref = { kind: 'target', id: target.id } as const;
  return (
    <>
      <section className={css.section}>
        <TextField
          label={t`Nom`}
          value={target.label}
          maxLength={TEXT_MAX.title}
          onChange={(label) => apply(rename(ref, label), `title ${target.id}`)}
        />
        <TextField
          label={t`Nom dit par un lecteur d’écran`}
          optional
          value={target.alternative}
          maxLength={TEXT_MAX.alternative}
          placeholder={target.label}
          onChange={(alternative) => apply(changeTarget(target.id, { alternative }), `alternative ${target.id}`)}
        />
      </section>
      <When target={target} />
      <ContentPart target={target} />
      <Where target={target} />
      <Motion target={target} />
      <section className={css.section}>
        <Switch isSelected={target.pause} onChange={(pause) => apply(changeTarget(target.id, { pause }))}>
          <Trans>Mettre le film en pause</Trans>
        </Switch>
        <Switch
          isSelected={target.required}
          onChange={(on) => apply(requireIt(ref, on))}
          detail={<Trans>Le film attend qu’on l’ouvre.</Trans>}
        >
          <Trans>Obligatoire</Trans>
        </Switch>
      </section>
    </>
  );
}
