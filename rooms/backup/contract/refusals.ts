// SPDX-License-Identifier: EUPL-1.2
import { defineRefusals } from '#platform/http/contract.ts';

export const { refusals, refuse } = defineRefusals({
  'backup.no-operator': { status: 409, says: 'Aucun opérateur ne sert cette collectivité : il n’y a pas où sauvegarder.' },
  'backup.person-needed': { status: 403, says: 'Cet acte engage une personne : un jeton d’API ne peut pas l’accomplir.' },
  'backup.label-taken': { status: 409, says: 'Une autre machine porte déjà le nom « {label} ».' },
  'backup.machine-unknown': { status: 404, says: 'Cette machine n’existe pas, ou n’existe plus.' },
  'backup.machine-closed': { status: 409, says: 'Cette machine est fermée : elle ne sauvegarde plus.' },
  'backup.token-unknown': { status: 404, says: 'Ce jeton est inconnu, déjà utilisé ou périmé : faites-en un autre sur la page de la machine.' },
  'backup.maintenance-unknown': { status: 404, says: 'Cette demande de maintenance n’existe pas.' },
  'backup.maintenance-answered': { status: 409, says: 'Cette demande de maintenance a déjà reçu sa réponse.' },
  'backup.maintenance-waiting': { status: 409, says: 'Une demande de maintenance attend déjà pour cette machine, ou une maintenance y est ouverte.' },
  'backup.two-persons': { status: 403, says: 'Vous avez demandé cette maintenance : c’est à une autre personne de l’autoriser.' },
  'backup.not-the-asker': { status: 403, says: 'Seule la personne qui a demandé la maintenance peut l’ouvrir.' },
  'backup.not-allowed-yet': { status: 409, says: 'Cette maintenance n’est pas autorisée, ou a déjà été ouverte.' },
  'backup.custodians': {
    status: 422,
    says: 'Choisissez deux personnes différentes, qui voient ces sauvegardes dans la collectivité ou les suivent chez son opérateur.',
  },
  'backup.not-entrusted': { status: 409, says: 'Le mot de passe de cette machine n’est pas confié.' },
  'backup.not-a-custodian': { status: 403, says: 'Seuls ses deux dépositaires peuvent faire ouvrir ce mot de passe.' },
  'backup.key-replaced': { status: 409, says: 'Un dépositaire a changé de fiche entre-temps : rouvrez cette page, puis recommencez.' },
  'backup.sealed-to-custodians': {
    status: 409,
    says: 'Ce mot de passe est scellé pour ses seuls dépositaires : la plateforme ne peut pas l’ouvrir.',
  },
  'backup.kept-by-the-house': { status: 409, says: 'Ce mot de passe est gardé par la plateforme : faites-le ouvrir sans fiche.' },
  'backup.proof-unknown': { status: 404, says: 'Cet essai n’a pas de pièce jointe.' },
  'backup.no-client': { status: 409, says: 'Le programme restic n’est pas installé sur ce serveur : l’essai est à faire depuis la machine.' },
  'backup.sign-unknown': { status: 404, says: 'Ce signe n’existe pas.' },
  'backup.sign-handled': { status: 409, says: 'Quelqu’un chez l’opérateur a déjà dit ce qu’il en était : rouvrez cette page.' },
  'backup.heartbeat-unknown': { status: 404, says: 'Cette adresse n’est celle d’aucune machine.' },
  'backup.not-an-operator': { status: 403, says: 'Seul un opérateur suit les sauvegardes de plusieurs collectivités.' },
  'backup.body-unknown': { status: 404, says: 'Cet opérateur ne garde pas les sauvegardes de cette collectivité.' },
  'backup.heartbeat-by-post': { status: 405, says: 'Seul un serveur de fichiers (NAS) appelle cette adresse par GET : appelez-la par POST.' },
  'backup.nothing-held': { status: 409, says: 'Rien n’attend dans la corbeille de cette maintenance.' },
});
