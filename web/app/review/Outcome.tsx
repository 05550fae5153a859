// How a submission stands, in a sentence: waiting, decided by whom and why, overtaken by a newer draft, taken back.
import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useRight } from '../../api/session.ts';
import type { Submission } from '../../api/shapes.ts';
import { useFormat } from '../../i18n/format.ts';
import { Banner } from '../../ui/Feedback.tsx';
import { LinkButton } from '../../ui/Link.tsx';
import css from './Review.module.css';

const Reason = ({ children }: { children: string }) => (children ? <p className={css.reason}>{children}</p> : null);

function Decided({ submission, children }: { submission: Submission; children: ReactNode }) {
  return (
    <>
      <p>{children}</p>
      <Reason>{submission.decision_comment}</Reason>
    </>
  );
}

export function Outcome({ submission }: { submission: Submission }) {
  const format = useFormat();
  const reviews = useRight('module.review');
  const { state, edited, decided_by, decided_ms, module_id } = submission;
  const who = decided_by?.name ?? '';
  const when = decided_ms === undefined ? '' : format.relative(decided_ms);
  const toModule = (
    <LinkButton small to="/modules/$moduleId" params={{ moduleId: module_id }}>
      <Trans>Ouvrir le module</Trans>
    </LinkButton>
  );
  switch (state) {
    case 'submitted':
      if (edited)
        return (
          <Banner tone="warning" action={toModule}>
            <Trans>
              Un brouillon plus récent existe : cette version ne peut plus être approuvée. Il faut le soumettre à son
              tour.
            </Trans>
          </Banner>
        );
      return reviews ? null : (
        <Banner icon="clock">
          <Trans>En attente de relecture. Vous serez prévenu de la décision.</Trans>
        </Banner>
      );
    case 'approved':
      return (
        <Banner tone="success" action={edited ? toModule : undefined}>
          <Decided submission={submission}>
            <Trans>
              Approuvé par {who}, {when}.
            </Trans>{' '}
            {edited && <Trans>Le brouillon a été modifié depuis : ces changements ne sont pas approuvés.</Trans>}
          </Decided>
        </Banner>
      );
    case 'returned':
      return (
        <Banner tone="warning" icon="undo" action={toModule}>
          <Decided submission={submission}>
            <Trans>
              Renvoyé pour corrections par {who}, {when}.
            </Trans>{' '}
            {edited && <Trans>Le brouillon a été modifié depuis.</Trans>}
          </Decided>
        </Banner>
      );
    case 'refused':
      return (
        <Banner tone="danger" action={toModule}>
          <Decided submission={submission}>
            <Trans>
              Refusé par {who}, {when}.
            </Trans>
          </Decided>
        </Banner>
      );
    case 'withdrawn':
      return (
        <Banner action={toModule}>
          <Trans>
            Retiré {when} : une version plus récente a été soumise, ou son auteur l’a reprise. Rien n’est à décider ici.
          </Trans>
        </Banner>
      );
  }
}
