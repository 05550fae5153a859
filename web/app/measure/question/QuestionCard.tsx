// One question: what was chosen, and what its figures mean.
import { Trans, useLingui } from '@lingui/react/macro';
import { useFormat } from '../../../i18n/format.ts';
import { Badge, KindMark } from '../../../ui/Badge.tsx';
import { Icon } from '../../../ui/icons.tsx';
import { formatClock } from '../../studio/document/times.ts';
import { Bar } from '../Bar.tsx';
import { Measured } from '../Measured.tsx';
import type { MeasuredQuestion } from '../../../api/shapes.ts';
import { useLength } from '../times.ts';
import { strongestDistractor } from './explain.ts';
import css from './Question.module.css';
import { useDifficultyWords, useDiscriminationWords } from './words.ts';

function Choices({ question }: { question: MeasuredQuestion }) {
  const { t } = useLingui();
  const format = useFormat();
  const distractor = strongestDistractor(question.choices);
  const note = (choice: MeasuredQuestion['choices'][number]) => {
    if (choice.right) return t`Bonne réponse`;
    if (choice.choice_id === distractor) return t`Distracteur le plus choisi`;
    return choice.count === 0 && question.answered ? t`Jamais choisi` : '';
  };
  return (
    <table className={css.choices} aria-label={t`Réponses à : ${question.prompt}`}>
      <thead className={css.unseen}>
        <tr>
          <th scope="col">{t`Choix`}</th>
          <th scope="col" />
          <th scope="col">{t`Réponses`}</th>
          <th scope="col">{t`Part`}</th>
        </tr>
      </thead>
      <tbody>
        {question.choices.map((choice) => (
          <tr key={choice.choice_id} data-right={choice.right || undefined}>
            <th scope="row">
              <span className={css.choice}>
                {choice.right ? <Icon name="check" size={16} /> : <span className={css.noMark} />}
                <span>
                  {choice.text}
                  {note(choice) && <span className={css.note}>{note(choice)}</span>}
                </span>
              </span>
            </th>
            <td className={css.barCell}>
              <Bar parts={[{ part: choice.share ?? 0, kind: choice.right ? 'right' : 'wrong' }]} />
            </td>
            <td className={css.number}>
              <Measured value={choice.count} hidden={question.hidden} />
            </td>
            <td className={css.number}>
              <Measured value={choice.share} hidden={question.hidden} say={format.percent} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Several choices may be right: which sets of them were given. */
function Combinations({ question }: { question: MeasuredQuestion }) {
  const { t } = useLingui();
  const texts = new Map(question.choices.map(({ choice_id, text }) => [choice_id, text]));
  if (question.combinations.length === 0) return null;
  return (
    <details className={css.more}>
      <summary>
        <Trans>Combinaisons données</Trans>
      </summary>
      <table className={css.small}>
        <thead>
          <tr>
            <th scope="col">{t`Choix cochés ensemble`}</th>
            <th scope="col" className={css.number}>{t`Réponses`}</th>
          </tr>
        </thead>
        <tbody>
          {question.combinations.map(({ choice_ids, right, count }) => (
            <tr key={choice_ids.join()}>
              <td>
                {choice_ids.length === 0 ? t`Aucun` : choice_ids.map((id) => texts.get(id) ?? '?').join(' + ')}
                {right && <span className={css.note}>{t`Bonne réponse`}</span>}
              </td>
              <td className={css.number}>
                <Measured value={count} hidden={question.hidden} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** The question changed from one version to another: each version has its own count. */
function Versions({ question }: { question: MeasuredQuestion }) {
  const { t } = useLingui();
  if (question.versions.length < 2) return null;
  return (
    <table className={css.small} aria-label={t`Par version`}>
      <thead>
        <tr>
          <th scope="col">{t`Version`}</th>
          <th scope="col" className={css.number}>{t`Réponses`}</th>
          <th scope="col" className={css.number}>{t`Justes`}</th>
        </tr>
      </thead>
      <tbody>
        {question.versions.map(({ version_number, answered, right }) => (
          <tr key={version_number}>
            <td>{version_number}</td>
            <td className={css.number}>
              <Measured value={answered} hidden={question.hidden} />
            </td>
            <td className={css.number}>
              <Measured value={right} hidden={question.hidden} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Facts({ question }: { question: MeasuredQuestion }) {
  const { t } = useLingui();
  const format = useFormat();
  const length = useLength();
  const difficulty = useDifficultyWords();
  const discrimination = useDiscriminationWords();
  const { answered, right, hidden } = question;
  return (
    <dl className={css.facts}>
      <div>
        <dt>{t`Difficulté`}</dt>
        <dd>
          <span className={css.figure}>
            <Measured value={question.difficulty} hidden={hidden} say={format.percent} />
          </span>{' '}
          <span className={css.words}>
            {answered !== null && right !== null && t`${right} justes sur ${answered}.`}{' '}
            {difficulty(question.difficulty)}
          </span>
        </dd>
      </div>
      <div>
        <dt>{t`Discrimination`}</dt>
        <dd>
          <span className={css.figure}>
            <Measured
              value={question.discrimination}
              hidden={hidden}
              say={(r) => format.number(Math.round(r * 100) / 100)}
            />
          </span>{' '}
          <span className={css.words}>{!hidden && discrimination(question.discrimination, answered ?? 0)}</span>
        </dd>
      </div>
      <div>
        <dt>{t`Temps médian`}</dt>
        <dd>
          <span className={css.figure}>
            <Measured value={question.median_latency_ms} hidden={hidden} say={length} />
          </span>{' '}
          <span className={css.words}>{t`pour répondre`}</span>
        </dd>
      </div>
    </dl>
  );
}

export function QuestionCard({ question }: { question: MeasuredQuestion }) {
  return (
    <article className={css.card}>
      <header className={css.head}>
        <p className={css.where}>
          <KindMark kind="quiz" />
          <span>
            {formatClock(question.at_ms)} · {question.quiz_title}
          </span>
        </p>
        <h3 className={css.prompt}>{question.prompt}</h3>
        <span className={css.flags}>
          {question.flags.map((flag) => (
            <Badge key={flag} tone="warning">
              {flag === 'too_easy' ? <Trans>Trop facile</Trans> : <Trans>Discrimine peu</Trans>}
            </Badge>
          ))}
        </span>
      </header>
      <div className={css.body}>
        <div className={css.answers}>
          <Choices question={question} />
          {question.multiple && <Combinations question={question} />}
        </div>
        <div>
          <Facts question={question} />
          <Versions question={question} />
        </div>
      </div>
    </article>
  );
}
