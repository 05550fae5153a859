// A new distribution, on one page: what, to whom, when, how; then what that makes, in words, and the button.
import { zodResolver } from '@hookform/resolvers/zod';
import { Trans, useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { z } from 'zod/mini';
import { api } from '../../api/client.ts';
import type { DistributableModule } from '../../api/shapes.ts';
import { Button } from '../../ui/Button.tsx';
import { FormSwitch } from '../../ui/form/fields.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { SkeletonRows } from '../../ui/Feedback.tsx';
import { Link } from '../../ui/Link.tsx';
import { PageHeader, Section } from '../../ui/Page.tsx';
import { showToast } from '../../ui/Toast.tsx';
import { useFilters } from '../shell/filters.ts';
import { AudienceField } from './AudienceField.tsx';
import css from './Distribution.module.css';
import { ModuleField } from './ModuleField.tsx';
import { refreshDistributions } from './queries.ts';
import { useSummary } from './Summary.tsx';
import { HowFields, WhenFields } from './TermFields.tsx';
import { endsAfterItBegins, given, isDueInside, NO_TERMS, readTerms, termsShape } from './terms.ts';
import { useAudienceCount } from './useAudienceCount.ts';
import { useNamed } from './useModules.ts';

const schema = z
  .object({
    ...termsShape,
    module_id: z.string().check(z.minLength(1, 'http.required')),
    group_ids: z.array(z.string()),
    person_ids: z.array(z.string()),
    notify: z.boolean(),
  })
  .check(
    z.refine(({ group_ids, person_ids }) => group_ids.length + person_ids.length > 0, {
      path: ['person_ids'],
      error: 'distribution.nobody',
    }),
    z.refine(endsAfterItBegins, { path: ['closes_ms'], error: 'distribution.bad_window' }),
    z.refine(isDueInside, { path: ['due_ms'], error: 'distribution.bad_window' }),
  );
type Values = z.infer<typeof schema>;

function Summary({ module }: { module: DistributableModule | null }) {
  const summary = useSummary();
  const values = useWatch<Values>() as Values;
  const { people } = useAudienceCount(values.group_ids, values.person_ids);
  const chosen = values.group_ids.length + values.person_ids.length;
  if (!module || chosen === 0)
    return (
      <p className={css.quiet}>
        {!module ? (
          <Trans>Choisissez un module, puis à qui le diffuser.</Trans>
        ) : (
          <Trans>Choisissez au moins un groupe ou une personne.</Trans>
        )}
      </p>
    );
  if (people === undefined) return <SkeletonRows rows={1} label="…" />;
  const { title, version_number: version } = module;
  return (
    <ul>
      {summary({ title, version, people, terms: readTerms(values), notify: values.notify }).map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

function NewForm({ start }: { start: DistributableModule | null }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const [module, setModule] = useState(start);
  const form = useForm<Values>({
    resolver: zodResolver(schema),
    defaultValues: { ...NO_TERMS, module_id: start?.module_id ?? '', group_ids: [], person_ids: [], notify: true },
  });
  const create = api.useMutation('post', '/api/v1/distributions', {
    onSuccess: async (made) => {
      await refreshDistributions();
      showToast(t`${made.title} est diffusé`);
      await navigate({ to: '/distributions/$distributionId', params: { distributionId: made.id } });
    },
  });
  const submit = ({ module_id, group_ids, person_ids, notify, ...terms }: Values) =>
    create.mutate({ body: { module_id, group_ids, person_ids, notify, ...given(readTerms(terms)) } });
  return (
    <Form form={form} error={create.error} onSubmit={submit}>
      <div className={css.page}>
        <div>
          <Section beside title={t`Quoi`} detail={<Trans>Un module approuvé, dans la version approuvée.</Trans>}>
            <ModuleField chosen={module} onChoose={setModule} />
          </Section>
          <Section
            beside
            title={t`À qui`}
            detail={<Trans>Qui rejoint un groupe plus tard reçoit aussi le module.</Trans>}
          >
            <AudienceField />
          </Section>
          <Section
            beside
            title={t`Quand`}
            detail={<Trans>Avant l’ouverture, le module est annoncé sans s’ouvrir.</Trans>}
          >
            <WhenFields />
          </Section>
          <Section beside title={t`Comment`} detail={<Trans>Les règles du jeu, et un mot si vous le souhaitez.</Trans>}>
            <HowFields />
            <div className={css.notify}>
              <FormSwitch name="notify" label={t`Prévenir par e-mail`} />
            </div>
          </Section>
        </div>
        <div className={css.finish}>
          <h2 className={css.finishTitle}>
            <Trans>En résumé</Trans>
          </h2>
          <div className={css.summary} role="status">
            <Summary module={module} />
          </div>
          <Button type="submit" kind="publish" icon="send" isPending={create.isPending}>
            <Trans>Diffuser</Trans>
          </Button>
        </div>
      </div>
    </Form>
  );
}

/** The address may name the module: `?module=`. */
export default function NewDistribution() {
  const { t } = useLingui();
  const [{ module: named }] = useFilters();
  const { module, isPending } = useNamed(named);
  return (
    <>
      <PageHeader
        above={
          <Link to="/distributions">
            <Trans>Diffusions</Trans>
          </Link>
        }
        title={t`Nouvelle diffusion`}
      />
      {isPending ? <SkeletonRows label={t`Chargement`} /> : <NewForm start={module} />}
    </>
  );
}
