// SPDX-License-Identifier: EUPL-1.2
import { Alert, Button, Code, CopyButton, Group, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { encode } from 'uqr';
import { instant } from '#ui/format/day.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { usePlace } from '#ui/shell/place.ts';
import classes from './backup.module.css';

type Invitation = { id: string; token: string; endsAt: string };
type System = 'linux' | 'windows' | 'rustic' | 'resticprofile';

/** The line that a machine runs, or that a telephone carries to it; the token in it serves once, within the hour. */
export function Enrolment({ invitation }: { invitation: Invitation }) {
  const { organisation } = usePlace();
  const [system, choose] = useState<System>('linux');
  const [isCodeShown, showCode] = useState(false);
  const line = lineFor(system, `${location.origin}/api/o/${organisation.slug}/backup`, invitation.token);
  return (
    <Alert color="green" title="Machine prête à s’inscrire" className={classes.commands} role="status">
      <p>
        Lancez cette ligne sur la machine, en administrateur. Le jeton sert une fois, jusqu’au {instant(invitation.endsAt)} ; il n’est montré qu’ici.
      </p>
      <SegmentedControl
        aria-label="Système de la machine"
        value={system}
        onChange={(value) => choose(value as System)} // its own values
        data={[
          { value: 'linux', label: 'Linux' },
          { value: 'windows', label: 'Windows' },
          { value: 'rustic', label: 'rustic' },
          { value: 'resticprofile', label: 'resticprofile' },
        ]}
        mb="sm"
        style={{ flexWrap: 'wrap' }}
      />
      <Code block mb="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {line}
      </Code>
      <Group gap="sm">
        <CopyButton value={line}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? 'Copié' : 'Copier'}
            </Button>
          )}
        </CopyButton>
        <Button variant="default" aria-expanded={isCodeShown} onClick={() => showCode(!isCodeShown)}>
          {isCodeShown ? 'Masquer le code QR' : 'Montrer le code QR'}
        </Button>
      </Group>
      {isCodeShown && <SquareCode text={line} />}
      <p>
        Le mot de passe du dépôt naît sur la machine. S’il est perdu, les sauvegardes le sont aussi : ni la mairie ni l’opérateur ne pourront
        restaurer.{' '}
        <HouseLink href={`/o/${organisation.slug}/sauvegardes/mots-de-passe?machine=${invitation.id}`}>Confiez-le à deux dépositaires</HouseLink>, ou
        gardez-le sous clé, sur papier.
      </p>
    </Alert>
  );
}

function lineFor(system: System, api: string, token: string): string {
  if (system === 'linux') return `curl -fsSL ${api}/install/linux.sh | sudo sh -s -- ${token}`;
  if (system === 'windows')
    return `iwr ${api}/install/windows.ps1 -OutFile $env:TEMP\\b.ps1; powershell -ExecutionPolicy Bypass -File $env:TEMP\\b.ps1 ${token}`;
  const template = system === 'rustic' ? 'rustic.toml' : 'profiles.yaml';
  return `curl -fsSLO ${api}/install/${template} && curl -fsS -H 'content-type: application/json' --data '{"token":"${token}"}' ${api}/enrol`;
}

// White around and behind in both schemes: cameras read dark on light.
function SquareCode({ text }: { text: string }) {
  const { data, size } = encode(text, { border: 2 });
  const path = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return (
    <svg role="img" aria-label="Code QR de la ligne à lancer" viewBox={`0 0 ${size} ${size}`} width="220" height="220" style={{ marginTop: '1rem' }}>
      <rect width={size} height={size} fill="white" />
      <path d={path} fill="black" />
    </svg>
  );
}
