// Who may do what: rights in rows, roles in columns. A space may move within the bounds of each role.
import { Trans, useLingui } from '@lingui/react/macro';
import { api, queryClient } from '../../api/client.ts';
import { useRight } from '../../api/session.ts';
import type { Role, RoleRights, Roles as RolesDocument } from '../../api/shapes.ts';
import { SkeletonRows } from '../../ui/Feedback.tsx';
import { Icon } from '../../ui/icons.tsx';
import { VisuallyHidden } from '../../ui/Layout.tsx';
import { roleNames } from '../../ui/names/roles.ts';
import { PageHeader } from '../../ui/Page.tsx';
import { ErrorState, ProblemBanner } from '../../ui/States.tsx';
import { showToast } from '../../ui/Toast.tsx';
import { Checkbox } from '../../ui/Toggle.tsx';
import { rightName, rightSections } from './rightNames.ts';
import css from './Roles.module.css';

type Standing = 'required' | 'optional' | 'impossible';

const standing = (item: RoleRights, right: string): Standing =>
  item.required.includes(right) ? 'required' : item.allowed.includes(right) ? 'optional' : 'impossible';

const rolesKey = () => api.queryOptions('get', '/api/v1/roles').queryKey;

function useSetRights() {
  const { t, i18n } = useLingui();
  const save = api.useMutation('put', '/api/v1/roles/{role}/rights', {
    onSuccess: (saved) => {
      queryClient.setQueryData<RolesDocument>(
        rolesKey(),
        (before) =>
          before && { ...before, items: before.items.map((item) => (item.role === saved.role ? saved : item)) },
      );
    },
  });
  const set = (role: Role, rights: string[], before: string[]) =>
    save.mutate(
      { params: { path: { role } }, body: { rights } },
      {
        onSuccess: () =>
          showToast(t`Droits du rôle ${i18n._(roleNames[role])} enregistrés`, {
            undo: () => save.mutate({ params: { path: { role } }, body: { rights: before } }),
          }),
      },
    );
  return { set, error: save.error, isPending: save.isPending };
}

function Mark({ item, right, name }: { item: RoleRights; right: string; name: string }) {
  const { t, i18n } = useLingui();
  const role = i18n._(roleNames[item.role]);
  const kind = standing(item, right);
  const has = item.rights.includes(right);
  if (!has) return <VisuallyHidden>{t`${role} : non`}</VisuallyHidden>;
  return (
    <span
      className={kind === 'required' ? css.always : css.has}
      title={kind === 'required' ? t`Toujours accordé à ce rôle` : name}
    >
      <Icon name="check" size={16} />
      <VisuallyHidden>{t`${role} : oui`}</VisuallyHidden>
    </span>
  );
}

function Matrix({ document }: { document: RolesDocument }) {
  const { t, i18n } = useLingui();
  const mayEdit = useRight('role.edit');
  const { set, error, isPending } = useSetRights();
  const known = document.rights.map(({ name }) => name);
  const described = new Map(document.rights.map(({ name, description }) => [name, description]));
  return (
    <>
      <ProblemBanner error={error} />
      {/* A matrix wider than the screen scrolls inside its own frame, which the keyboard can reach. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={css.scroll} tabIndex={0} role="region" aria-label={t`Rôles et droits`}>
        <table className={css.matrix}>
          <thead>
            <tr>
              <th scope="col" className={css.corner}>
                <Trans>Droit</Trans>
              </th>
              {document.items.map(({ role }) => (
                <th key={role} scope="col">
                  {i18n._(roleNames[role])}
                </th>
              ))}
            </tr>
          </thead>
          {rightSections(known).map(({ title, rights }) => (
            <tbody key={title.id}>
              <tr>
                <th scope="rowgroup" colSpan={document.items.length + 1} className={css.group}>
                  {i18n._(title)}
                </th>
              </tr>
              {rights.map((right) => {
                const name = rightName(right) ? i18n._(rightName(right)!) : (described.get(right) ?? right);
                return (
                  <tr key={right}>
                    <th scope="row" className={css.right}>
                      {name}
                    </th>
                    {document.items.map((item) => (
                      <td key={item.role}>
                        {mayEdit && standing(item, right) === 'optional' ? (
                          <Checkbox
                            aria-label={`${name}, ${i18n._(roleNames[item.role])}`}
                            isDisabled={isPending}
                            isSelected={item.rights.includes(right)}
                            onChange={(on) =>
                              set(
                                item.role,
                                on ? [...item.rights, right] : item.rights.filter((other) => other !== right),
                                item.rights,
                              )
                            }
                          />
                        ) : (
                          <Mark item={item} right={right} name={name} />
                        )}
                      </td>
                    ))}
                  </tr>
                );
              })}
            </tbody>
          ))}
        </table>
      </div>
      <p className={css.legend}>
        <span className={css.always}>
          <Icon name="check" size={16} />
        </span>
        <Trans>toujours accordé à ce rôle</Trans>
        <span className={css.emptyMark} />
        <Trans>une case vide : hors des limites du rôle</Trans>
      </p>
    </>
  );
}

export default function Roles() {
  const { t } = useLingui();
  const { data, error, refetch } = api.useQuery('get', '/api/v1/roles');
  return (
    <>
      <PageHeader
        title={t`Rôles et droits`}
        lead={t`Ce que chaque rôle peut faire dans cet espace. Un changement vaut tout de suite.`}
      />
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <Matrix document={data} />
      ) : (
        <SkeletonRows label={t`Chargement`} rows={10} />
      )}
    </>
  );
}
