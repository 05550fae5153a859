// Nothing is assigned yet: who does that, and what will be found in a film.
import { Trans, useLingui } from '@lingui/react/macro';
import { KindMark } from '../../ui/Badge.tsx';
import { LinkButton } from '../../ui/Link.tsx';
import { EmptyState } from '../../ui/States.tsx';
import css from './Home.module.css';

export function NothingToLearn() {
  const { t } = useLingui();
  return (
    <div className={css.learning}>
      <EmptyState
        drawing="film"
        title={t`Rien ne vous est attribué pour l’instant`}
        action={
          <LinkButton to="/account" icon="person">
            <Trans>Vérifier mon compte</Trans>
          </LinkButton>
        }
      >
        <Trans>
          Vos modules apparaîtront ici dès que votre responsable de formation vous en attribuera, avec leur date limite.
        </Trans>
      </EmptyState>
      <section className={css.legend}>
        <h2 className={css.legendTitle}>
          <Trans>Ce que vous trouverez dans un film</Trans>
        </h2>
        <dl className={css.kinds}>
          <div className={css.kind}>
            <dt>
              <KindMark kind="target" />
              <Trans>Cible</Trans>
            </dt>
            <dd>
              <Trans>un point de l’image à toucher pour en savoir plus</Trans>
            </dd>
          </div>
          <div className={css.kind}>
            <dt>
              <KindMark kind="quiz" />
              <Trans>Question</Trans>
            </dt>
            <dd>
              <Trans>votre réponse est enregistrée aussitôt, même hors connexion</Trans>
            </dd>
          </div>
          <div className={css.kind}>
            <dt>
              <KindMark kind="content" />
              <Trans>Contenu</Trans>
            </dt>
            <dd>
              <Trans>un schéma, une fiche ou un document à garder sous la main</Trans>
            </dd>
          </div>
          <div className={css.kind}>
            <dt>
              <KindMark kind="chapter" />
              <Trans>Chapitre</Trans>
            </dt>
            <dd>
              <Trans>un repère pour reprendre où vous voulez</Trans>
            </dd>
          </div>
        </dl>
      </section>
    </div>
  );
}
