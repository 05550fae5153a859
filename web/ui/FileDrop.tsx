// A file, dropped or chosen. Refuses what is too large before anything is sent.
import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { DropZone, Text } from 'react-aria-components/DropZone';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { useFormat } from '../i18n/format.ts';
import { Button } from './Button.tsx';
import css from './FileDrop.module.css';
import { Banner } from './Feedback.tsx';
import { Icon } from './icons.tsx';

type Props = { label: string; types: string[]; maxBytes: number; onFile: (file: File) => void; isBusy?: boolean };

export function FileDrop({ label, types, maxBytes, onFile, isBusy }: Props) {
  const format = useFormat();
  const [refused, setRefused] = useState<string | null>(null);
  const take = (file: File | undefined) => {
    if (!file) return;
    if (file.size > maxBytes) return setRefused(file.name);
    setRefused(null);
    onFile(file);
  };
  return (
    <DropZone
      className={css.zone ?? ''}
      getDropOperation={(offered) =>
        types.some((type) => offered.has(type)) || offered.has('application/octet-stream') ? 'copy' : 'cancel'
      }
      onDrop={({ items }) => {
        const item = items.find((candidate) => candidate.kind === 'file');
        if (item?.kind === 'file') void item.getFile().then(take);
      }}
    >
      <Icon name="upload" size={28} />
      <Text slot="label" className={css.label ?? ''}>
        {label}
      </Text>
      <FileTrigger acceptedFileTypes={types} onSelect={(files) => take(files?.[0])}>
        <Button isPending={!!isBusy}>
          <Trans>Choisir un fichier</Trans>
        </Button>
      </FileTrigger>
      <p className={css.limit}>
        <Trans>{format.bytes(maxBytes)} au plus</Trans>
      </p>
      {refused && (
        <Banner tone="danger">
          <Trans>
            {refused} dépasse {format.bytes(maxBytes)}.
          </Trans>
        </Banner>
      )}
    </DropZone>
  );
}
