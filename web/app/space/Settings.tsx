// The settings of the space.
import { zodResolver } from '@hookform/resolvers/zod';
import { Trans, useLingui } from '@lingui/react/macro';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { api, ifMatch, queryClient } from '../../api/client.ts';
import { asProblem } from '../../api/problem.ts';
import { rememberSession, useRight, useSession } from '../../api/session.ts';
import type { Space } from '../../api/shapes.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/Button.tsx';
import { SkeletonRows } from '../../ui/Feedback.tsx';
import { FormRadios, FormSwitch, FormText } from '../../ui/form/fields.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { PageHeader, Section } from '../../ui/Page.tsx';
import { ErrorState } from '../../ui/States.tsx';
import { showToast } from '../../ui/Toast.tsx';
import css from './Settings.module.css';

const schema = z.object({
  name: z.string().check(z.trim(), z.minLength(1, 'http.required'), z.maxLength(80, 'http.out_of_range')),
  default_language: z.enum(['fr', 'en']),
  four_eyes: z.boolean(),
});
type Values = z.infer<typeof schema>;

const spaceKey = () => api.queryOptions('get', '/api/v1/space').queryKey;

function SettingsForm({ space }: { space: Space }) {
  const { t } = useLingui();
  const session = useSession();
  const { name, default_language, four_eyes } = space;
  const form = useForm<Values>({ resolver: zodResolver(schema), values: { name, default_language, four_eyes } });
  const save = api.useMutation('patch', '/api/v1/space', {
    onSuccess: (saved) => {
      queryClient.setQueryData(spaceKey(), saved);
      rememberSession({ ...session, space: { ...session.space, name: saved.name } });
      showToast(t`Réglages enregistrés`);
    },
    onError: (error) => {
      if (asProblem(error)?.code === 'http.stale') void queryClient.invalidateQueries({ queryKey: spaceKey() });
    },
  });
  return (
    <Form
      form={form}
      error={save.error}
      onSubmit={(body) => save.mutate({ params: { header: ifMatch(space.version) }, body })}
    >
      <FormText name="name" label={t`Nom de l’espace`} />
      <FormRadios
        inline
        name="default_language"
        label={t`Langue des nouveaux comptes`}
        choices={[
          { id: 'fr', label: 'Français' },
          { id: 'en', label: 'English' },
        ]}
      />
      <FormSwitch
        name="four_eyes"
        label={t`Quatre yeux`}
        detail={t`Une personne ne peut pas approuver un module qu’elle a écrit.`}
      />
      <div>
        <Button type="submit" kind="primary" isPending={save.isPending} isDisabled={!form.formState.isDirty}>
          <Trans>Enregistrer</Trans>
        </Button>
      </div>
    </Form>
  );
}

function Facts({ space, withSettings }: { space: Space; withSettings: boolean }) {
  const { t } = useLingui();
  const format = useFormat();
  const facts: [string, string][] = [
    [t`Adresse de connexion`, `${window.location.origin}/s/${space.slug}`],
    [t`Ouvert le`, format.date(space.created_ms)],
    ...(withSettings
      ? [
          [t`Nom de l’espace`, space.name] as [string, string],
          [t`Langue des nouveaux comptes`, space.default_language === 'fr' ? 'Français' : 'English'] as [
            string,
            string,
          ],
          [t`Quatre yeux`, space.four_eyes ? t`Oui` : t`Non`] as [string, string],
        ]
      : []),
  ];
  return (
    <dl className={css.facts}>
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export default function Settings() {
  const { t } = useLingui();
  const mayEdit = useRight('space.edit');
  const { data: space, error, refetch } = api.useQuery('get', '/api/v1/space');
  return (
    <>
      <PageHeader title={t`Réglages de l’espace`} />
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !space ? (
        <SkeletonRows label={t`Chargement`} rows={4} />
      ) : (
        <>
          {mayEdit && (
            <Section beside title={t`Général`} detail={t`Visible de toutes les personnes de l’espace.`}>
              <SettingsForm space={space} />
            </Section>
          )}
          <Section beside title={t`Repères`} detail={t`À communiquer à vos équipes.`}>
            <Facts space={space} withSettings={!mayEdit} />
          </Section>
        </>
      )}
    </>
  );
}
