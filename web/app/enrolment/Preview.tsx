// Second step: what the file would do, what is wrong in it, and the go-ahead.
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import type { Import } from '../../api/shapes.ts';
import { useFormat } from '../../i18n/format.ts';
import { Figure } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Banner } from '../../ui/Feedback.tsx';
import { Row, Stack } from '../../ui/Layout.tsx';
import { LinkButton } from '../../ui/Link.tsx';
import { Section } from '../../ui/Page.tsx';
import { ProblemBanner } from '../../ui/States.tsx';
import { Switch } from '../../ui/Toggle.tsx';
import { refreshTasks } from '../task/tasks.ts';
import css from './Enrolment.module.css';
import { ErrorLines, SampleLines } from './Lines.tsx';

function Figures({ sheet }: { sheet: Import }) {
  const { t } = useLingui();
  const format = useFormat();
  return (
    <div className={css.figures}>
      <Figure value={format.number(sheet.lines)} label={t`lignes lues`} />
      <Figure value={format.number(sheet.creates)} label={t`personnes à créer`} />
      <Figure value={format.number(sheet.updates)} label={t`à mettre à jour`} />
      <Figure value={format.number(sheet.unchanged)} label={t`sans changement`} />
      {sheet.new_groups > 0 && <Figure value={format.number(sheet.new_groups)} label={t`groupes à créer`} />}
      <Figure value={format.number(sheet.invalid)} label={t`lignes à corriger`} />
    </div>
  );
}

function GoAhead({ sheet, onStarted }: { sheet: Import; onStarted: () => void }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const [invite, setInvite] = useState(true);
  const run = api.useMutation('post', '/api/v1/person-imports/{import_id}/run', {
    onSuccess: () => {
      void refreshTasks();
      onStarted();
    },
  });
  const start = () =>
    run.mutate({ params: { path: { import_id: sheet.id } }, body: { skip_invalid: sheet.invalid > 0, invite } });
  const useful = sheet.creates + sheet.updates;
  return (
    <Stack>
      <ProblemBanner error={run.error} />
      {sheet.creates > 0 && (
        <Switch isSelected={invite} onChange={setInvite} detail={t`Chacune reçoit un lien valable 72 heures.`}>
          <Trans>Inviter les nouvelles personnes par e-mail</Trans>
        </Switch>
      )}
      <Row space={3}>
        <Button kind="primary" isDisabled={useful === 0} isPending={run.isPending} onPress={start}>
          {sheet.invalid > 0 ? (
            <Plural
              value={sheet.valid}
              one="Importer # ligne, laisser les autres"
              other="Importer # lignes, laisser les autres"
            />
          ) : (
            <Plural value={sheet.valid} one="Importer # ligne" other="Importer # lignes" />
          )}
        </Button>
        <Button kind="quiet" onPress={() => void navigate({ to: '/people/import', search: {} })}>
          <Trans>Prendre un autre fichier</Trans>
        </Button>
      </Row>
    </Stack>
  );
}

const Started = ({ sheet }: { sheet: Import }) => (
  <Banner
    tone={sheet.state === 'failed' ? 'danger' : sheet.state === 'done' ? 'success' : 'info'}
    action={
      <LinkButton small to="/people">
        <Trans>Voir les personnes</Trans>
      </LinkButton>
    }
  >
    {sheet.state === 'failed' ? (
      <Trans>L’import s’est arrêté. Ce qui a été importé est gardé ; relancez le même fichier pour le reste.</Trans>
    ) : sheet.state === 'done' ? (
      <Trans>L’import est terminé.</Trans>
    ) : (
      <Trans>
        L’import est en cours. Vous pouvez quitter cette page : les tâches, en haut de l’écran, disent où il en est.
      </Trans>
    )}
  </Banner>
);

export function Preview({ sheet, onStarted }: { sheet: Import; onStarted: () => void }) {
  const { t } = useLingui();
  return (
    <>
      <Figures sheet={sheet} />
      {sheet.encoding !== 'utf-8' && (
        <Banner>
          <Trans>
            Ce fichier n’est pas en UTF-8 : ses lettres accentuées ont été converties. Vérifiez-les ci-dessous.
          </Trans>
        </Banner>
      )}
      <div className={css.go}>
        {sheet.state === 'previewed' ? <GoAhead sheet={sheet} onStarted={onStarted} /> : <Started sheet={sheet} />}
      </div>
      {sheet.error_total > 0 && (
        <Section
          title={t`À corriger`}
          detail={
            sheet.state === 'done' ? t`Ces lignes n’ont pas été importées.` : t`Ces lignes ne seront pas importées.`
          }
        >
          <ErrorLines sheet={sheet} />
        </Section>
      )}
      {sheet.sample.length > 0 && (
        <Section title={t`Premières lignes`} detail={t`Comme elles ont été comprises.`}>
          <SampleLines lines={sheet.sample} />
        </Section>
      )}
    </>
  );
}
