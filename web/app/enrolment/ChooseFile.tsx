// First step: the file. It is read and checked; nothing is written to people yet.
import { Trans, useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { Button } from '../../ui/Button.tsx';
import { FileDrop } from '../../ui/FileDrop.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { Section } from '../../ui/Page.tsx';
import { ProblemBanner } from '../../ui/States.tsx';
import css from './Enrolment.module.css';
import { base64url, SAMPLE } from './sheet.ts';

const FILE_MAX = 2_000_000;
const TYPES = ['text/csv', 'text/plain', '.csv', 'application/vnd.ms-excel'];

function saveSample(name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([SAMPLE], { type: 'text/csv;charset=utf-8' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

export function ChooseFile() {
  const { t } = useLingui();
  const navigate = useNavigate();
  const [reading, setReading] = useState(false);
  const check = api.useMutation('post', '/api/v1/person-imports', {
    onSuccess: ({ id }) => void navigate({ to: '/people/import', search: { id } }),
  });
  const take = async (file: File) => {
    setReading(true);
    const csv_base64url = base64url(new Uint8Array(await file.arrayBuffer()));
    setReading(false);
    check.mutate({ body: { csv_base64url, file_name: file.name.slice(-120) } });
  };
  return (
    <>
      <Section
        beside
        title={t`Le fichier`}
        detail={t`Il est lu et vérifié d’abord : rien n’est créé avant votre accord.`}
      >
        <Stack>
          <ProblemBanner error={check.error} />
          <FileDrop
            label={t`Déposez ici un fichier CSV`}
            types={TYPES}
            maxBytes={FILE_MAX}
            onFile={(file) => void take(file)}
            isBusy={reading || check.isPending}
          />
        </Stack>
      </Section>
      <Section
        beside
        title={t`Les colonnes`}
        detail={t`La première ligne les nomme, en français ou en anglais, dans l’ordre de votre choix.`}
      >
        <Stack>
          <p className={css.hint}>
            <Trans>
              Obligatoires : <code>prenom</code>, <code>nom</code>, <code>email</code>. Facultatives :{' '}
              <code>roles</code>, <code>groupes</code> (plusieurs valeurs séparées par <code>|</code>),{' '}
              <code>langue</code> (<code>fr</code> ou <code>en</code>). Une personne déjà connue par son adresse est
              mise à jour ; un groupe inconnu est créé. 10 000 lignes au plus.
            </Trans>
          </p>
          <div>
            <Button icon="download" onPress={() => saveSample(t`modele-personnes.csv`)}>
              <Trans>Télécharger un modèle</Trans>
            </Button>
          </div>
        </Stack>
      </Section>
    </>
  );
}
