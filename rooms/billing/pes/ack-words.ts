// SPDX-License-Identifier: EUPL-1.2
/** What each code of an acquittement means, and who mends it. */
const meanings: Readonly<Record<string, string>> = {
  ERREUR_CONNECTION_IMPOSSIBLE_A_LA_BASE: 'Hélios était indisponible : renvoyez le fichier plus tard.',
  ERREUR_ENCODING: 'Le fichier n’est pas dans l’encodage annoncé (ISO-8859-1) : il a été modifié après sa création, téléchargez-le de nouveau.',
  ERREUR_FLUX_VIDE: 'Le fichier est vide.',
  ERREUR_SCHEMA_INCOMPLET: 'Le fichier ne suit pas le schéma du PES : signalez-le à votre administrateur.',
  ERREUR_CODIFICATION: 'Un code n’existe pas : vérifiez les triplets et les codes avec la trésorerie.',
  ERREUR_CODIQUE: 'Le codique du poste comptable est inconnu : corrigez-le dans les réglages du PES.',
  ERREUR_SIRET: 'Le SIRET du budget est inconnu d’Hélios : corrigez-le dans les réglages du PES.',
  ERREUR_CODE_COLLECTIVITE_BUDGET: 'Le code collectivité ou le code budget est inconnu : corrigez-les dans les réglages du PES.',
  ERREUR_VERSION_PES: 'La version du PES n’est plus acceptée : signalez-le à votre administrateur.',
  ERREUR_VERSION_PJ: 'La version des pièces jointes n’est plus acceptée : signalez-le à votre administrateur.',
  ERREUR_SIGNATURE_INVALIDE: 'La signature n’est pas valide : signez de nouveau dans le parapheur.',
  ERREUR_SIGNATURE_ILLISIBLE: 'La signature est illisible : signez de nouveau dans le parapheur.',
  ERREUR_SIGNATURE_INCOMPLETE: 'La signature est incomplète : signez de nouveau dans le parapheur.',
  ERREUR_DOUBLON_BORDEREAU: 'Ce bordereau a déjà été reçu : changez son numéro, ou ne le renvoyez pas.',
  ERREUR_DOUBLON_PIECE: 'Ce titre a déjà été reçu : changez son numéro, ou ne le renvoyez pas.',
  ERREUR_DOUBLON_LIGNE: 'Une ligne de titre figure deux fois.',
  ERREUR_DOUBLON_PJ: 'Une pièce jointe porte un identifiant déjà utilisé.',
  ERREUR_PES_PARAM: 'Le paramétrage de la collectivité dans Hélios est à revoir avec la trésorerie.',
  ERREUR_PES_SIGNATURE: 'Le fichier devait être signé : signez-le avant l’envoi.',
  ERREUR_PES_PARAM_SIGNATURE: 'Le paramétrage de la signature est à revoir avec la trésorerie.',
  ERREUR_CERTIFICAT: 'Le certificat du signataire est refusé ou expiré.',
  ERREUR_TIMEOUT: 'Le traitement a été trop long : renvoyez le fichier plus tard.',
  ERREUR_TAILLE_BORDEREAUX: 'Le fichier a trop de bordereaux : répartissez-les sur plusieurs fichiers.',
  ERREUR_TAILLE_PIECE: 'Un bordereau a trop de pièces : répartissez-les.',
  ERREUR_TAILLE_LIGNE: 'Une pièce a trop de lignes : répartissez-les.',
  ERREUR_PJ_SIGNEE: 'Une pièce jointe est signée alors qu’elle ne doit pas l’être.',
  ERREUR_SIGNATURE_EXTERNE: 'La signature est hors du fichier alors qu’elle doit être dedans.',
  ERREUR_AUTRE: 'Anomalie non codifiée : demandez le détail à la trésorerie.',
  ERREUR_SIGNATURE_BORDEREAU_INVALIDE: 'La signature d’un bordereau n’est pas valide : signez de nouveau dans le parapheur.',
  ERREUR_SIGNATURE_BORDEREAU_ILLISIBLE: 'La signature d’un bordereau est illisible : signez de nouveau dans le parapheur.',
  ERREUR_SIGNATURE_BORDEREAU_INCOMPLETE: 'La signature d’un bordereau est incomplète : signez de nouveau dans le parapheur.',
  ERREUR_MONTANT_TVA_ZERO_NEGATIF: 'Un montant de TVA est nul ou négatif.',
  ERREUR_PJ: 'Une pièce jointe annoncée manque ou est refusée.',
  ERREUR_CUMUL_MONTANTS: 'Le total d’un bordereau n’est pas la somme de ses lignes.',
};

/** Codes of the schema 5.17 that we can explain. */
export const knownAnomalies: readonly string[] = Object.keys(meanings);

/** The anomaly in words that say who mends it, then the sender's own. */
export function explainAnomaly(code: string | null, label: string | null): string {
  const own = code === null ? null : (meanings[code] ?? `Anomalie ${code}.`);
  return (
    [own, label && label !== code ? `(${label})` : null].filter((part) => part !== null).join(' ') ||
    'Anomalie sans explication : demandez le détail à la trésorerie.'
  );
}
