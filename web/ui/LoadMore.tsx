// Below a list: how much is shown, and the rest on request.
import { Plural, Trans } from '@lingui/react/macro';
import { useFormat } from '../i18n/format.ts';
import { Button } from './Button.tsx';
import css from './Table.module.css';

type Props = { shown: number; total: number; hasMore: boolean; isLoading: boolean; onMore: () => void };

export function LoadMore({ shown, total, hasMore, isLoading, onMore }: Props) {
  const format = useFormat();
  return (
    <div className={css.more}>
      <span role="status">
        {shown < total ? (
          <Trans>
            {format.number(shown)} sur {format.number(total)}
          </Trans>
        ) : (
          <Plural value={total} one="# ligne" other="# lignes" />
        )}
      </span>
      {hasMore && (
        <Button small onPress={onMore} isPending={isLoading}>
          <Trans>Afficher la suite</Trans>
        </Button>
      )}
    </div>
  );
}
