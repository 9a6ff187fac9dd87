// SPDX-License-Identifier: EUPL-1.2
import { join } from 'node:path';
import { backupCommand, restoreCommand } from '#platform/cli/backup-commands.ts';
import { eraseBodyCommand, exportBodyCommand } from '#platform/cli/body-commands.ts';
import { serve } from '#platform/cli/serve.ts';
import { prepareDatabase, withHouse } from '#platform/cli/with-house.ts';
import { verifyCommand } from '#platform/cli/verify.ts';
import { workOnly } from '#platform/cli/work-only.ts';
import { openDatabaseServer } from '#platform/cli/open-database-server.ts';
import { projectRoot } from '#platform/db/migrate.ts';
import { readSettings } from '#platform/settings.ts';
import { campaignCommand } from '#rooms/adhesions/campaigns/command-line.ts';
import { billingCommand } from '#rooms/billing/runs/command-line.ts';
import { importRegisterCommand, mergeBodiesCommand, openOperatorCommand } from '#rooms/organisations/command-line.ts';
import { rotateKeysCommand } from '#rooms/people/openid-provider/command-line.ts';
import { inviteAdministratorCommand } from '#rooms/people/invitations/invite-administrator.ts';
import { rooms } from '#rooms.ts';

type Command = {
  /** One French line for `help`. */
  says: string;
  /** Exit code; nothing means success. */
  run: (words: readonly string[]) => Promise<number | void>;
};

/** What `main.ts <command>` may be. */
export const commands: Readonly<Record<string, Command>> = {
  serve: {
    says: 'sert les écrans et l’API ; --demonstration charge le territoire de démonstration, --works exécute aussi les tâches',
    run: async (words) => {
      const { buildUi } = await import('./ui/build.ts');
      const { demonstrationPeople, signIns } = await import('#rooms/people/demonstration.ts');
      await serve({
        rooms,
        buildScreens: (outDir) => buildUi({ outDir }),
        demonstration: words.includes('--demonstration'),
        works: words.includes('--works'),
        beside: async (settings) =>
          (await import('#simulators/proconnect/beside-demonstration.ts')).besideDemonstration(settings, demonstrationPeople()),
        welcome: (publicUrl) => [
          '',
          `Beffroi est ouvert : ${publicUrl}`,
          ...(words.includes('--demonstration') ? signIns() : []),
          '',
          'Ctrl-C pour arrêter.',
        ],
      });
    },
  },
  build: {
    says: 'construit les écrans d’avance, pour un serveur qui ne peut rien écrire',
    run: async () => {
      const { buildUi } = await import('./ui/build.ts');
      await buildUi({ outDir: join(projectRoot, '.build/ui') });
    },
  },
  worker: { says: 'exécute les tâches de fond, sans servir', run: () => workOnly(rooms) },
  migrate: {
    says: 'met la base de données à jour',
    run: async () => {
      const server = await openDatabaseServer(readSettings(process.env), (line) => console.log(line), { joins: true });
      try {
        const applied = await prepareDatabase(server.ownerUrl, rooms);
        console.log(applied.length === 0 ? 'La base est à jour.' : applied.map((migration) => `Appliquée : ${migration}`).join('\n'));
      } finally {
        await server.stop();
      }
    },
  },
  verify: {
    says: 'relit le journal scellé et les fichiers gardés, et dit ce qui a été altéré',
    run: () => withHouse(rooms, verifyCommand),
  },
  backup: {
    says: 'sauvegarde toute l’installation, base et fichiers, même en marche : backup <fichier> ; --whole y met aussi ce que garde le second site',
    run: (words) => backupCommand(rooms, words),
  },
  restore: {
    says: 'restaure une sauvegarde dans une installation vide, et la relit : restore <fichier> ; --without-second-site renonce à ce qui y est',
    run: (words) => restoreCommand(rooms, words),
  },
  'import-register': {
    says: 'importe l’édition du registre national (communes et EPCI) qui est installée',
    run: () => withHouse(rooms, async (house) => print(await importRegisterCommand(house))),
  },
  'merge-bodies': {
    says: 'enregistre une fusion de communes ou d’EPCI que le registre ne dit pas encore',
    run: (words) => withHouse(rooms, async (house) => print(await mergeBodiesCommand(house, words))),
  },
  'open-operator': {
    says: 'fait d’une collectivité un opérateur de cette installation',
    run: (words) => withHouse(rooms, async (house) => print(await openOperatorCommand(house, words))),
  },
  'rotate-keys': {
    says: 'renouvelle les clés qui signent les connexions aux applications ; --at-once si elles ont été volées',
    run: (words) => withHouse(rooms, async (house) => print(await rotateKeysCommand(house, words))),
  },
  'invite-administrator': {
    says: 'ouvre le premier compte d’un opérateur, par un lien affiché une fois',
    run: (words) => withHouse(rooms, async (house) => print(await inviteAdministratorCommand(house, words))),
  },
  'export-body': {
    says: 'remet à une collectivité tout ce que les services gardent pour elle : export-body <collectivité> <dossier>',
    run: (words) => withHouse(rooms, (house) => exportBodyCommand(house, words)),
  },
  'erase-body': {
    says: 'efface tout ce que les services gardent pour une collectivité : erase-body <collectivité> <motif>',
    run: (words) => withHouse(rooms, (house) => eraseBodyCommand(house, words)),
  },
  campaign: {
    says: 'essaie à blanc le passage à une autre édition : campaign dry-run --operator … --from … --to … --on …',
    run: (words) => withHouse(rooms, (house) => campaignCommand(house, words)),
  },
  quote: {
    says: 'calcule un prix sans serveur ni base : quote <demande.json | ->, quote --help',
    run: async (words) => (await import('#rooms/quotes/command-line.ts')).runQuoteCommand(words, process.stdin, process.stdout),
  },
  billing: {
    says: 'prépare, suit, verrouille et émet une campagne de facturation : billing prepare | status | lock | issue, --operator …',
    run: (words) =>
      withHouse(rooms, (house) => billingCommand(house, words, { print: (line) => console.log(line), complain: (line) => console.error(line) })),
  },
  'check-pes': {
    says: 'compare un fichier PES aux schémas officiels d’un dossier : check-pes <fichier> --schemas <dossier>',
    run: async (words) => (await import('#rooms/billing/pes/command-line.ts')).checkPesCommand(words, (line) => console.log(line)),
  },
  help: {
    says: 'affiche cette aide',
    run: async () => {
      console.log(['Commandes :', ...Object.entries(commands).map(([name, { says }]) => `  ${name.padEnd(16)} ${says}`)].join('\n'));
    },
  },
};

function print(lines: readonly string[]): void {
  for (const line of lines) console.log(line);
}
