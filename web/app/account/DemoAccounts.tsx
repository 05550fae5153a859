// On an instance with demonstration data: enter as any role with one press.
import { Trans, useLingui } from '@lingui/react/macro';
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

export function DemoAccounts({ accounts, mails, isBusy, onChoose }: Props) {
  const { i18n } = useLingui();
  if (accounts.length === 0) return null;
  return (
    <section className={css.demo}>
      <h2 className={css.demoTitle}>
        <Trans>Démonstration : entrer en tant que</Trans>
      </h2>
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
