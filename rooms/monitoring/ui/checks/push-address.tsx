// SPDX-License-Identifier: EUPL-1.2
import { Alert, Button, Code, CopyButton, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { CheckKind } from '../../contract.ts';
import { pushLines } from './push-lines.ts';

/** The address that a machine calls, said here and nowhere again, with the line to schedule on each kind of machine. */
export function PushAddress({ address, kind }: { address: string; kind: CheckKind }) {
  const lines = pushLines(kind, address);
  const [chosen, choose] = useState(lines[0]?.key ?? '');
  const shown = lines.find(({ key }) => key === chosen);
  return (
    <Alert color="green" title="Adresse que la machine appelle" mb="lg" role="status">
      <p>Copiez-la maintenant : elle ne sera plus jamais affichée.</p>
      <Copied text={address} label="Copier l’adresse" />
      <NativeSelect
        label="La machine"
        data={lines.map(({ key, label }) => ({ value: key, label }))}
        value={chosen}
        mb="sm"
        onChange={(event) => choose(event.currentTarget.value)}
      />
      {shown && (
        <>
          <p>{shown.where}</p>
          <Copied text={shown.line} label="Copier la ligne" />
        </>
      )}
    </Alert>
  );
}

function Copied({ text, label }: { text: string; label: string }) {
  return (
    <>
      <Code block mb="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {text}
      </Code>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Button variant="default" mb="md" onClick={copy}>
            {copied ? 'Copié' : label}
          </Button>
        )}
      </CopyButton>
    </>
  );
}
