// On an instance with demonstration data: enter as any role with one press. Accounts of the space of sample data stand apart,
// under a name that says so.
import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import type { DemoAccount } from '../../api/shapes.ts';
import { Avatar } from '../../ui/Badge.tsx';
import { Link } from '../../ui/Link.tsx';
import { roleNames } from '../../ui/names/roles.ts';
import css from './Entrance.module.css';

type Props = {
  accounts: readonly DemoAccount[];
  mails: boolean;
  isBusy: boolean;
  onChoose: (account: DemoAccount) => void;
};

type ListProps = Pick<Props, 'accounts' | 'isBusy' | 'onChoose'> & { title: ReactNode };

function AccountList({ title, accounts, isBusy, onChoose }: ListProps) {
  const { i18n } = useLingui();
  if (accounts.length === 0) return null;
  return (
    <>
      <h2 className={css.demoTitle}>{title}</h2>
      <ul className={css.demoList}>
        {accounts.map((account) => {
          const name = `${account.first_name} ${account.last_name}`;
          return (
            <li key={account.email}>
              <Button className={css.demoCard ?? ''} isDisabled={isBusy} onPress={() => onChoose(account)}>
                <Avatar name={name} />
                <span className={css.demoWords}>
                  <span className={css.demoRole}>{i18n._(roleNames[account.role])}</span>
                  <span className={css.demoName}>{name}</span>
                </span>
              </Button>
            </li>
          );
        })}
      </ul>
    </>
  );
}

export function DemoAccounts({ accounts, mails, isBusy, onChoose }: Props) {
  if (accounts.length === 0) return null;
  const press = { isBusy, onChoose };
  return (
    <section className={css.demo}>
      <AccountList
        title={<Trans>Démonstration : entrer en tant que</Trans>}
        accounts={accounts.filter(({ sample }) => !sample)}
        {...press}
      />
      <AccountList
        title={<Trans>Données d’exemple : une semaine d’apprenants, mesures comprises</Trans>}
        accounts={accounts.filter(({ sample }) => sample)}
        {...press}
      />
      {mails && (
        <p className={css.demoFoot}>
          <Link to="/dev/mails">
            <Trans>Courriels envoyés par cette instance</Trans>
          </Link>
        </p>
      )}
    </section>
  );
}
