/* The words of every mail, French and English. A sentence whose facts are not known is left out: see `needs`. */
#include "domains/notify/letter.h"

#define FR_GREETING "Bonjour {name},"
#define EN_GREETING "Hello {name},"
#define FR_PLAIN "Si le bouton ne s’ouvre pas, copiez cette adresse dans votre navigateur\u00a0:"
#define EN_PLAIN "If the button does not open, copy this address into your browser:"
#define FR_UNTIL "Ce lien est personnel, ne sert qu’une fois et reste valable jusqu’au {until}."
#define EN_UNTIL "This link is personal, works once and stays valid until {until}."
#define FR_FOOTER "Message envoyé par Kair pour l’espace «\u00a0{space}\u00a0». Merci de ne pas y répondre."
#define EN_FOOTER "Sent by Kair for the space “{space}”. Please do not reply to this message."

const char *const letter_decisions[NOTIFY_DECISION_COUNT][PARIS_LANGUAGE_COUNT] = {
    {"", ""}, {"approuvé", "approved"}, {"à reprendre", "to be reworked"}, {"refusé", "refused"}};

const LetterText letter_texts[NOTIFY_TEMPLATE_COUNT][PARIS_LANGUAGE_COUNT] = {
    [NOTIFY_INVITATION] =
        {{.subject = "Votre invitation à rejoindre {space}",
          .heading = "Bienvenue dans {space}",
          .greeting = FR_GREETING,
          .before = {{LETTER_FROM, "{from} vous invite à rejoindre l’espace de formation «\u00a0{space}\u00a0»."},
                     {LETTER_NO_FROM,
                      "Vous recevez cette invitation à rejoindre l’espace de formation «\u00a0{space}\u00a0»."},
                     {0, "Pour activer votre compte, il ne reste qu’à choisir votre mot de passe. Cela prend moins "
                         "d’une minute."}},
          .button = "Activer mon compte",
          .plain = FR_PLAIN,
          .after = {{LETTER_UNTIL, FR_UNTIL},
                    {0, "Vous n’attendiez pas cette invitation\u00a0? Ignorez ce message\u00a0: sans action de votre "
                        "part, le compte n’est pas activé."}},
          .footer = FR_FOOTER},
         {.subject = "Your invitation to join {space}",
          .heading = "Welcome to {space}",
          .greeting = EN_GREETING,
          .before = {{LETTER_FROM, "{from} invites you to join the training space “{space}”."},
                     {LETTER_NO_FROM, "You are invited to join the training space “{space}”."},
                     {0, "To activate your account, all that is left is to choose your password. It takes less than a "
                         "minute."}},
          .button = "Activate my account",
          .plain = EN_PLAIN,
          .after = {{LETTER_UNTIL, EN_UNTIL},
                    {0, "You were not expecting this invitation? Ignore this message: unless you act, the account is "
                        "not activated."}},
          .footer = EN_FOOTER}},
    [NOTIFY_RESET] =
        {{.subject = "Choisir un nouveau mot de passe",
          .heading = "Nouveau mot de passe",
          .greeting = FR_GREETING,
          .before = {{0, "Un nouveau mot de passe a été demandé pour votre compte dans l’espace "
                         "«\u00a0{space}\u00a0»."}},
          .button = "Choisir un mot de passe",
          .plain = FR_PLAIN,
          .after = {{LETTER_UNTIL, FR_UNTIL},
                    {0, "Vous n’avez rien demandé\u00a0? Ignorez ce message\u00a0: votre mot de passe actuel reste "
                        "le bon."}},
          .footer = FR_FOOTER},
         {.subject = "Choose a new password",
          .heading = "New password",
          .greeting = EN_GREETING,
          .before = {{0, "A new password was requested for your account in the space “{space}”."}},
          .button = "Choose a password",
          .plain = EN_PLAIN,
          .after = {{LETTER_UNTIL, EN_UNTIL},
                    {0, "You did not ask for this? Ignore this message: your current password remains valid."}},
          .footer = EN_FOOTER}},
    [NOTIFY_PASSWORD_CHANGED] =
        {{.subject = "Votre mot de passe a changé",
          .heading = "Votre mot de passe a changé",
          .greeting = FR_GREETING,
          .before = {{0,
                      "Le mot de passe de votre compte dans l’espace «\u00a0{space}\u00a0» vient d’être modifié. Les "
                      "sessions ouvertes sur d’autres appareils ont été fermées."},
                     {0, "Si ce changement vient de vous, vous n’avez rien à faire."}},
          .button = "Ouvrir la page de connexion",
          .plain = FR_PLAIN,
          .after = {{0, "Ce n’était pas vous\u00a0? Demandez tout de suite un nouveau mot de passe depuis la page de "
                        "connexion, puis prévenez l’administrateur de votre espace."}},
          .footer = FR_FOOTER},
         {.subject = "Your password has changed",
          .heading = "Your password has changed",
          .greeting = EN_GREETING,
          .before = {{0, "The password of your account in the space “{space}” has just been changed. Sessions open on "
                         "other devices were closed."},
                     {0, "If you made this change, there is nothing to do."}},
          .button = "Open the sign-in page",
          .plain = EN_PLAIN,
          .after = {{0, "It was not you? Request a new password from the sign-in page at once, then tell the "
                        "administrator of your space."}},
          .footer = EN_FOOTER}},
    [NOTIFY_LOCKED_OUT] =
        {{.subject = "Connexions à votre compte suspendues",
          .heading = "Connexions suspendues",
          .greeting = FR_GREETING,
          .before = {{0, "Plusieurs essais de connexion à votre compte dans l’espace «\u00a0{space}\u00a0» ont échoué. "
                         "Par précaution, les connexions sont suspendues quelque temps."},
                     {LETTER_UNTIL, "Elles reprendront le {until}."},
                     {0, "Si c’était vous, réessayez plus tard, ou choisissez un nouveau mot de passe."}},
          .button = "Choisir un mot de passe",
          .plain = FR_PLAIN,
          .after = {{0,
                     "Ce n’était pas vous\u00a0? Votre mot de passe n’a pas été trouvé. Prévenez l’administrateur de "
                     "votre espace si cela se répète."}},
          .footer = FR_FOOTER},
         {.subject = "Sign-in to your account is paused",
          .heading = "Sign-in paused",
          .greeting = EN_GREETING,
          .before = {{0, "Several attempts to sign in to your account in the space “{space}” failed. As a precaution, "
                         "sign-in is paused for a while."},
                     {LETTER_UNTIL, "It resumes on {until}."},
                     {0, "If it was you, try again later, or choose a new password."}},
          .button = "Choose a password",
          .plain = EN_PLAIN,
          .after = {{0, "It was not you? Your password was not found out. Tell the administrator of your space if this "
                        "happens again."}},
          .footer = EN_FOOTER}},
    [NOTIFY_SIGN_IN_ALERT] =
        {{.subject = "Alerte de sécurité\u00a0: essais de connexion dans {space}",
          .heading = "Essais de connexion inhabituels",
          .greeting = FR_GREETING,
          .before = {{0, "Au moins 20 essais de connexion ont échoué en 15 minutes dans l’espace "
                         "«\u00a0{space}\u00a0». Les comptes visés sont protégés par une attente croissante entre deux "
                         "essais."},
                     {0, "Ouvrez le journal d’accès de votre espace pour voir les adresses et les heures de ces "
                         "essais."}},
          .button = "Ouvrir le journal d’accès",
          .plain = FR_PLAIN,
          .after = {{0, "Vous recevez ce message parce que vous administrez cet espace."}},
          .footer = FR_FOOTER},
         {.subject = "Security alert: sign-in attempts in {space}",
          .heading = "Unusual sign-in attempts",
          .greeting = EN_GREETING,
          .before = {{0,
                      "At least 20 attempts to sign in failed within 15 minutes in the space “{space}”. The accounts "
                      "concerned are protected by a growing wait between attempts."},
                     {0, "Open the access log of your space to see the addresses and times of these attempts."}},
          .button = "Open the access log",
          .plain = EN_PLAIN,
          .after = {{0, "You receive this message because you administer this space."}},
          .footer = EN_FOOTER}},
    [NOTIFY_SUBMITTED] =
        {{.subject = "À valider\u00a0: {title}",
          .heading = "Un module attend votre avis",
          .greeting = FR_GREETING,
          .before = {{LETTER_FROM, "{from} a soumis le module «\u00a0{title}\u00a0» à votre validation dans l’espace "
                                   "«\u00a0{space}\u00a0»."},
                     {LETTER_NO_FROM, "Le module «\u00a0{title}\u00a0» a été soumis à votre validation dans l’espace "
                                      "«\u00a0{space}\u00a0»."},
                     {LETTER_DETAIL, "Message\u00a0: «\u00a0{detail}\u00a0»"},
                     {0, "Regardez-le tel que les apprenants le verront, puis approuvez-le ou renvoyez-le avec vos "
                         "remarques."}},
          .button = "Ouvrir la validation",
          .plain = FR_PLAIN,
          .after = {{0, "Vous recevez ce message parce que vous validez les modules de cet espace."}},
          .footer = FR_FOOTER},
         {.subject = "For your approval: {title}",
          .heading = "A module awaits your review",
          .greeting = EN_GREETING,
          .before = {{LETTER_FROM, "{from} submitted the module “{title}” for your approval in the space “{space}”."},
                     {LETTER_NO_FROM, "The module “{title}” was submitted for your approval in the space “{space}”."},
                     {LETTER_DETAIL, "Message: “{detail}”"},
                     {0, "Watch it as learners will see it, then approve it or send it back with your remarks."}},
          .button = "Open the review",
          .plain = EN_PLAIN,
          .after = {{0, "You receive this message because you approve the modules of this space."}},
          .footer = EN_FOOTER}},
    [NOTIFY_DECIDED] =
        {{.subject = "{title}\u00a0: {decision}",
          .heading = "Une décision sur votre module",
          .greeting = FR_GREETING,
          .before = {{LETTER_APPROVED, "Le module «\u00a0{title}\u00a0» est approuvé. Il peut être diffusé tel quel."},
                     {LETTER_RETURNED,
                      "Le module «\u00a0{title}\u00a0» vous est renvoyé pour être repris. Corrigez-le, "
                      "puis soumettez-le de nouveau."},
                     {LETTER_REFUSED, "Le module «\u00a0{title}\u00a0» est refusé."},
                     {LETTER_FROM, "Décision de {from}, espace «\u00a0{space}\u00a0»."},
                     {LETTER_DETAIL, "Commentaire\u00a0: «\u00a0{detail}\u00a0»"}},
          .button = "Voir la décision",
          .plain = FR_PLAIN,
          .after = {{LETTER_APPROVED,
                     "L’approbation porte sur la version soumise\u00a0: toute modification en demande une nouvelle."},
                    {0, "Vous recevez ce message parce que vous avez soumis ce module."}},
          .footer = FR_FOOTER},
         {.subject = "{title}: {decision}",
          .heading = "A decision about your module",
          .greeting = EN_GREETING,
          .before = {{LETTER_APPROVED, "The module “{title}” is approved. It can be distributed as it is."},
                     {LETTER_RETURNED,
                      "The module “{title}” comes back to you to be reworked. Correct it, then submit it again."},
                     {LETTER_REFUSED, "The module “{title}” is refused."},
                     {LETTER_FROM, "Decided by {from}, space “{space}”."},
                     {LETTER_DETAIL, "Comment: “{detail}”"}},
          .button = "See the decision",
          .plain = EN_PLAIN,
          .after = {{LETTER_APPROVED, "The approval is of the submitted version: any edit needs a new one."},
                    {0, "You receive this message because you submitted this module."}},
          .footer = EN_FOOTER}},
    [NOTIFY_DISTRIBUTED] =
        {{.subject = "Une formation vous attend\u00a0: {title}",
          .heading = "{title}",
          .greeting = FR_GREETING,
          .before = {{LETTER_FROM, "{from} vous confie la formation «\u00a0{title}\u00a0» dans l’espace "
                                   "«\u00a0{space}\u00a0»."},
                     {LETTER_NO_FROM, "La formation «\u00a0{title}\u00a0» vous est confiée dans l’espace "
                                      "«\u00a0{space}\u00a0»."},
                     {LETTER_DETAIL, "Message\u00a0: «\u00a0{detail}\u00a0»"},
                     {LETTER_OPENS, "Elle ouvre le {opens}."},
                     {LETTER_DUE, "À terminer avant le {due}."},
                     {LETTER_CLOSES, "Elle ferme le {closes}."}},
          .button = "Ouvrir la formation",
          .plain = FR_PLAIN,
          .after = {{0,
                     "Vous pouvez la commencer sur un appareil et la continuer sur un autre\u00a0: vos réponses sont "
                     "gardées."}},
          .footer = FR_FOOTER},
         {.subject = "A training awaits you: {title}",
          .heading = "{title}",
          .greeting = EN_GREETING,
          .before = {{LETTER_FROM, "{from} hands you the training “{title}” in the space “{space}”."},
                     {LETTER_NO_FROM, "The training “{title}” is handed to you in the space “{space}”."},
                     {LETTER_DETAIL, "Message: “{detail}”"},
                     {LETTER_OPENS, "It opens on {opens}."},
                     {LETTER_DUE, "To be finished before {due}."},
                     {LETTER_CLOSES, "It closes on {closes}."}},
          .button = "Open the training",
          .plain = EN_PLAIN,
          .after = {{0, "You can begin on one device and go on with another: your answers are kept."}},
          .footer = EN_FOOTER}},
    [NOTIFY_DUE_SOON] =
        {{.subject = "Bientôt l’échéance\u00a0: {title}",
          .heading = "L’échéance approche",
          .greeting = FR_GREETING,
          .before = {{0, "La formation «\u00a0{title}\u00a0» vous attend encore dans l’espace "
                         "«\u00a0{space}\u00a0»."},
                     {LETTER_DUE, "Elle est à terminer avant le {due}."},
                     {LETTER_CLOSES, "Elle ferme le {closes}."}},
          .button = "Ouvrir la formation",
          .plain = FR_PLAIN,
          .after = {{0, "C’est le seul rappel pour cette formation. Ce que vous avez déjà fait est gardé."}},
          .footer = FR_FOOTER},
         {.subject = "Due soon: {title}",
          .heading = "The due date is near",
          .greeting = EN_GREETING,
          .before = {{0, "The training “{title}” still awaits you in the space “{space}”."},
                     {LETTER_DUE, "It is to be finished before {due}."},
                     {LETTER_CLOSES, "It closes on {closes}."}},
          .button = "Open the training",
          .plain = EN_PLAIN,
          .after = {{0, "This is the only reminder for this training. What you have done is kept."}},
          .footer = EN_FOOTER}},
};
