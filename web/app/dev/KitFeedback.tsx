// What the page says: marks, figures, banners, progress, nothing, trouble.
import { useLingui } from '@lingui/react/macro';
import { ProblemError } from '../../api/problem.ts';
import { Avatar, Badge, Figure, Kbd, type Kind, KindMark, Tag } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Banner, ProgressBar, Skeleton, SkeletonRows } from '../../ui/Feedback.tsx';
import { Row, Stack } from '../../ui/Layout.tsx';
import { EmptyState, ErrorState } from '../../ui/States.tsx';
import { showToast } from '../../ui/Toast.tsx';
import css from './Kit.module.css';
import { Sample } from './Sample.tsx';

const KINDS: Kind[] = ['target', 'quiz', 'content', 'chapter', 'captions'];

export function MarkSamples() {
  const { t } = useLingui();
  const kindNames: Record<Kind, string> = {
    target: t`Cible`,
    quiz: t`Question`,
    content: t`Contenu`,
    chapter: t`Chapitre`,
    captions: t`Sous-titres`,
  };
  return (
    <Sample name={t`Marques`}>
      <Stack space={4}>
        <Row space={4}>
          <Badge>{t`Neutre`}</Badge>
          <Badge tone="success">{t`Actif`}</Badge>
          <Badge tone="warning">{t`En attente`}</Badge>
          <Badge tone="danger">{t`Refusé`}</Badge>
          <Badge tone="info">{t`Invité`}</Badge>
          <Badge tone="brand">{t`Ici`}</Badge>
        </Row>
        <Row space={4}>
          {KINDS.map((kind) => (
            <Row key={kind} space={1}>
              <KindMark kind={kind} />
              <span>{kindNames[kind]}</span>
            </Row>
          ))}
        </Row>
        <Row>
          <Avatar name="Camille Moreau" size={24} />
          <Avatar name="Hugo Benali" />
          <Avatar name="Inès Garnier" size={40} />
          <Avatar name="Zoé Lambert" size={64} />
          <Tag>Atelier Lyon</Tag>
          <Kbd>Ctrl K</Kbd>
        </Row>
        <div className={css.figures}>
          <Figure value="1 284" label={t`Personnes actives`} detail={t`sur 1 310 inscrites`} />
          <Figure value="97 %" label={t`Disponibilité`} />
        </div>
      </Stack>
    </Sample>
  );
}

export function FeedbackSamples() {
  const { t } = useLingui();
  const problem = new ProblemError(500, { request_id: '01JD3Q-7F3A' }, 'http.fault');
  return (
    <Sample name={t`Messages`}>
      <Stack space={4}>
        <Banner>{t`Une information.`}</Banner>
        <Banner tone="success">{t`C’est fait.`}</Banner>
        <Banner tone="warning">{t`À surveiller.`}</Banner>
        <Banner tone="danger">{t`Cela n’a pas abouti.`}</Banner>
        <ProgressBar label={t`Import de lyon.csv`} value={0.62} />
        <ProgressBar label={t`Longueur inconnue`} />
        <Skeleton width={180} />
        <SkeletonRows rows={2} label={t`Chargement`} />
        <EmptyState
          drawing="people"
          title={t`Aucune personne`}
          action={<Button onPress={() => showToast(t`Invitation envoyée`)}>{t`Inviter`}</Button>}
        >
          {t`Visible de ses membres.`}
        </EmptyState>
        <ErrorState error={problem} onRetry={() => showToast(t`Nouvel essai`, { tone: 'error' })} />
      </Stack>
    </Sample>
  );
}
