// How many things there are to put right, and the way to the list of them.
import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { Button } from '../../../ui/Button.tsx';
import { useStudio, useView } from '../state/studio.ts';
import { useChecks, useFreshChecks } from './useChecks.ts';

export function ChecksButton() {
  const { t } = useLingui();
  const { view } = useStudio();
  const open = useView(({ checks }) => checks);
  const { errors, advice, isPending } = useChecks();
  useFreshChecks();
  const words = errors
    ? plural(errors, { one: '# à corriger', other: '# à corriger' })
    : advice
      ? plural(advice, { one: '# conseil', other: '# conseils' })
      : t`Rien à corriger`;
  return (
    <Button
      small
      kind="quiet"
      icon={errors ? 'warning' : advice ? 'info' : 'done'}
      aria-expanded={open}
      aria-label={isPending ? t`Contrôles` : t`Contrôles : ${words}`}
      onPress={() => view.setState({ checks: !open })}
    >
      {isPending ? t`Contrôles` : words}
    </Button>
  );
}
