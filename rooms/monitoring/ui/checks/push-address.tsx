// SPDX-License-Identifier: EUPL-1.2
import { Alert, Button, Code, CopyButton } from '@mantine/core';
import type { CheckKind } from '../../contract.ts';

/** The address that a machine calls, said here and nowhere again, with the line to schedule on that machine. */
export function PushAddress({ address, kind }: { address: string; kind: CheckKind }) {
  const line = kind === 'disk' ? diskLine(address) : `curl -fsS -m 10 --retry 3 ${address}`;
  return (
    <Alert color="green" title="Adresse que la machine appelle" mb="lg" role="status">
      <p>Copiez-la maintenant : elle ne sera plus jamais affichée. Sur Linux, à placer dans une tâche planifiée :</p>
      <Code block mb="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {line}
      </Code>
      <CopyButton value={line}>
        {({ copied, copy }) => (
          <Button variant="default" onClick={copy}>
            {copied ? 'Copié' : 'Copier la ligne'}
          </Button>
        )}
      </CopyButton>
    </Alert>
  );
}

function diskLine(address: string): string {
  const list = `df -P -l -k | awk 'NR>1 && $2>0 {printf "%s{\\"name\\":\\"%s\\",\\"total\\":%s,\\"free\\":%s}", (n++?",":""), $6, $2, $4}'`;
  return `curl -fsS -m 10 -H 'content-type: application/json' -d "{\\"disks\\":[$(${list})]}" ${address}`;
}
