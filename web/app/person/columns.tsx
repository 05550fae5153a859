// The columns of a list of people: here and in a group.
import { useLingui } from '@lingui/react/macro';
import type { Person } from '../../api/shapes.ts';
import { useFormat } from '../../i18n/format.ts';
import { Avatar, Badge, Tag } from '../../ui/Badge.tsx';
import { Row } from '../../ui/Layout.tsx';
import { roleNames } from '../../ui/names/roles.ts';
import type { Column } from '../../ui/Table.tsx';
import css from './Person.module.css';
import { fullName, stateNames, stateTones } from './states.ts';

export function usePersonColumns(sortable: boolean): Column<Person>[] {
  const { t, i18n } = useLingui();
  const format = useFormat();
  return [
    {
      id: 'name',
      label: t`Nom`,
      card: 'title',
      rowHeader: true,
      sortable,
      minWidth: 180,
      render: (person) => (
        <span className={css.who}>
          <Avatar name={fullName(person)} size={24} />
          <span className={css.whoName}>{fullName(person)}</span>
        </span>
      ),
    },
    { id: 'email', label: t`Adresse e-mail`, sortable, minWidth: 200, render: (person) => person.email },
    {
      id: 'roles',
      label: t`Rôles`,
      minWidth: 170,
      render: (person) => (
        <Row space={1}>
          {person.roles.map((role) => (
            <Tag key={role}>{i18n._(roleNames[role])}</Tag>
          ))}
        </Row>
      ),
    },
    {
      id: 'groups',
      label: t`Groupes`,
      width: 96,
      align: 'end',
      card: 'hidden',
      render: (person) => format.number(person.group_count),
    },
    {
      id: 'state',
      label: t`État`,
      width: 130,
      render: (person) => <Badge tone={stateTones[person.state]}>{i18n._(stateNames[person.state])}</Badge>,
    },
    {
      id: 'last_sign_in',
      label: t`Dernière connexion`,
      sortable,
      width: 170,
      render: (person) => (person.last_sign_in_ms === null ? t`Jamais` : format.relative(person.last_sign_in_ms)),
    },
  ];
}
