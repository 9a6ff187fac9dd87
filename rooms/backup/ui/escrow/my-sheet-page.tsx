// SPDX-License-Identifier: EUPL-1.2
import { Alert, Button, Checkbox, Code, Group, TextInput } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { instant } from '#ui/format/day.ts';
import { Section, Terms } from '#ui/parts/section.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { readMyKey, setMyKey } from '../../contract.ts';
import classes from '../backup.module.css';
import { newSecret, publicKeyOf } from './custodian-box.ts';
import { codeOf, fingerprintOf, keyOfCode } from './recovery-code.ts';
import { useFingerprint } from './use-fingerprint.ts';
import { WRONG_CODE } from './wrong-code.ts';

type Sheet = { code: string; publicKey: string; fingerprint: string; madeAt: string };

/** The sheet of a custodian: made in the browser, printed, never sent. */
export function Page() {
  const { organisation, may } = usePlace();
  const { data, error, refetch } = useEndpoint(readMyKey, {});
  const [sheet, setSheet] = useState<Sheet | null>(null);
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  const back = may('backup.oversee')
    ? { label: 'Sauvegardes du territoire', href: `/o/${organisation.slug}/sauvegardes-du-territoire` }
    : { label: 'Mots de passe des dépôts', href: `/o/${organisation.slug}/sauvegardes/mots-de-passe` };
  const make = async (): Promise<void> => setSheet(await sheetOf(newSecret()));
  return (
    <>
      <PageHeader
        title="Ma fiche de dépositaire"
        lead="Une feuille de papier qui ouvre, à elle seule, les mots de passe scellés pour vous."
        trail={[back]}
      />
      {sheet ? (
        <Printed sheet={sheet} done={() => setSheet(null)} />
      ) : (
        <div className={classes.narrow}>
          {data.key ? <Known publicKey={data.key.publicKey} madeAt={data.key.madeAt} /> : <Explained />}
          <Group gap="sm" mb="xl">
            <Button variant={data.key ? 'default' : 'filled'} onClick={() => void make()}>
              {data.key ? 'Faire une nouvelle fiche' : 'Faire ma fiche'}
            </Button>
          </Group>
          <Section title="J’ai déjà une fiche">
            <Again />
          </Section>
        </div>
      )}
    </>
  );
}

function Explained() {
  return (
    <Alert color="blue" title="Ce que c’est" mb="lg">
      <p>
        Votre navigateur tire au sort une clé. La moitié publique est déposée ici : on peut sceller pour vous. L’autre moitié n’est que sur la fiche
        que vous imprimez : la plateforme ne l’a jamais, et personne ne peut vous la redonner.
      </p>
      <p>Gardez-la comme une clé de coffre : sous enveloppe, ailleurs que les machines sauvegardées.</p>
    </Alert>
  );
}

function Known({ publicKey, madeAt }: { publicKey: string; madeAt: string }) {
  const fingerprint = useFingerprint(publicKey);
  return (
    <Section title="Votre fiche">
      <Terms
        rows={[
          ['Faite', instant(madeAt)],
          ['Empreinte', <Code key="fingerprint">{fingerprint}</Code>],
        ]}
      />
      <p className={classes.quiet}>
        L’empreinte figure aussi sur la fiche. Fiche perdue ou vue par quelqu’un : faites-en une nouvelle, et les mots de passe qui vous étaient
        confiés seront à confier de nouveau.
      </p>
    </Section>
  );
}

function Printed({ sheet: { code, publicKey, fingerprint, madeAt }, done }: { sheet: Sheet; done: () => void }) {
  const { organisation, person } = usePlace();
  const [isKept, keep] = useState(false);
  const set = useAct(setMyKey, {
    done: () => {
      tellDone('Votre fiche est enregistrée : des mots de passe peuvent être scellés pour vous.');
      done();
    },
  });
  return (
    <>
      <section className={classes.sheet} aria-labelledby="sheet-title">
        <h2 id="sheet-title">Fiche de dépositaire — sauvegardes</h2>
        <Terms
          rows={[
            ['Dépositaire', person.name],
            ['Pour', organisation.name],
            ['Faite', instant(madeAt)],
            ['Empreinte', fingerprint],
          ]}
        />
        <p className={classes.code} aria-label="Code de la fiche">
          {code}
        </p>
        <p>
          Ce code ouvre les mots de passe de sauvegarde scellés pour vous. Page « Mots de passe » des sauvegardes, « Faire ouvrir », puis tapez-le ;
          les tirets et les minuscules sont sans importance, les lettres I, L et O n’y figurent pas.
        </p>
        <p>Ne le confiez à personne, ne le photographiez pas. La plateforme ne le connaît pas et ne peut pas vous le redonner.</p>
      </section>
      <div data-no-print className={classes.narrow}>
        <Checkbox
          mb="md"
          label="Ma fiche est imprimée ou recopiée, et rangée en lieu sûr"
          checked={isKept}
          onChange={(event) => keep(event.currentTarget.checked)}
        />
        <Group gap="sm">
          <Button variant="default" leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>
            Imprimer la fiche
          </Button>
          <Button disabled={!isKept} loading={set.isPending} onClick={() => set.mutate({ publicKey }, { onError: tellRefusal })}>
            Enregistrer ma clé
          </Button>
          <Button variant="subtle" onClick={done}>
            Abandonner
          </Button>
        </Group>
      </div>
    </>
  );
}

/** One sheet may serve in several bodies. */
function Again() {
  const [typed, type] = useState('');
  const [fault, say] = useState<string | null>(null);
  const set = useAct(setMyKey, {
    done: () => {
      type('');
      tellDone('Votre fiche vaut aussi ici.');
    },
  });
  const enter = async (): Promise<void> => {
    const secret = await keyOfCode(typed);
    say(secret ? null : WRONG_CODE);
    if (secret) set.mutate({ publicKey: await publicKeyOf(secret) }, { onError: tellRefusal });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void enter();
      }}
    >
      <TextInput
        label="Code de la fiche"
        description="Il reste dans ce navigateur : seule la clé publique est déposée. Une même fiche peut servir dans plusieurs collectivités."
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => type(event.currentTarget.value)}
        error={fault}
        mb="sm"
      />
      <Button type="submit" variant="default" loading={set.isPending}>
        Employer cette fiche ici
      </Button>
    </form>
  );
}

async function sheetOf(secret: Uint8Array<ArrayBuffer>): Promise<Sheet> {
  const publicKey = await publicKeyOf(secret);
  return { code: await codeOf(secret), publicKey, fingerprint: await fingerprintOf(publicKey), madeAt: new Date().toISOString() };
}
