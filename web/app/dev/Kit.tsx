// Every component with its states, in both themes side by side: the page to look at when one of them changes.
import { useLingui } from '@lingui/react/macro';
import { PageHeader } from '../../ui/Page.tsx';
import { FeedbackSamples, MarkSamples } from './KitFeedback.tsx';
import { ControlSamples, FieldSamples, ToggleSamples } from './KitControls.tsx';
import { ListSamples } from './KitLists.tsx';
import { ColourSamples, DrawingSamples, TypeSamples } from './KitTokens.tsx';
import css from './Kit.module.css';

const samples = [
  ColourSamples,
  TypeSamples,
  ControlSamples,
  FieldSamples,
  ToggleSamples,
  MarkSamples,
  FeedbackSamples,
  ListSamples,
  DrawingSamples,
];

export default function Kit() {
  const { t } = useLingui();
  return (
    <>
      <PageHeader title={t`Composants`} lead={t`Chaque composant et ses états, dans les deux thèmes.`} />
      <div className={css.themes}>
        {(['light', 'dark'] as const).map((theme) => (
          <section
            key={theme}
            data-theme={theme}
            className={css.theme}
            aria-label={theme === 'light' ? t`Clair` : t`Sombre`}
          >
            {samples.map((Sample, place) => (
              <Sample key={place} />
            ))}
          </section>
        ))}
      </div>
    </>
  );
}
