/* Who is in the demonstration. Invented people; addresses below example domains (RFC 2606), which nobody can own. */
#include "apps/kair/demo.h"

#define AT "@banque-horizon.example"

static const DemoAccount accounts[] = {
    {ROLE_LEARNER, false, "Inès", "Caradec", "ines.caradec" AT},
    {ROLE_TRAINER, false, "Thomas", "Le Goff", "thomas.legoff" AT},
    {ROLE_TRAINING_MANAGER, false, "Nadia", "Benhaddou", "nadia.benhaddou" AT},
    {ROLE_SPACE_ADMIN, false, "Claire", "Montreuil", "claire.montreuil" AT},
    {ROLE_AUDITOR, false, "Henri", "Vasseur", "henri.vasseur" AT},
    {ROLE_SUPPORT, true, "Lucie", "Ferrand", "lucie.ferrand@kair.example"},
    {ROLE_OPERATOR, true, "Marc", "Delattre", "marc.delattre@kair.example"},
};

static const char *const groups[] = {"Agence de Brest",
                                     "Agence de Nantes",
                                     "Conseillers clientèle",
                                     "Conformité et risques",
                                     "Nouveaux arrivants",
                                     "Direction régionale",
                                     NULL};

enum { BREST = 1, NANTES = 2, ADVISERS = 4, COMPLIANCE = 8, NEWCOMERS = 16, DIRECTION = 32 };

static const DemoPerson people[] = {
    {"Aïcha", "Diallo", "aicha.diallo" AT, ROLE_LEARNER, DEMO_ACTIVE, BREST | ADVISERS},
    {"Antoine", "Guéguen", "antoine.gueguen" AT, ROLE_LEARNER, DEMO_ACTIVE, BREST | ADVISERS},
    {"Béatrice", "Lemoine", "beatrice.lemoine" AT, ROLE_LEARNER, DEMO_ACTIVE, NANTES | ADVISERS},
    {"Bruno", "Kervella", "bruno.kervella" AT, ROLE_LEARNER, DEMO_ACTIVE, BREST},
    {"Camille", "Roussel", "camille.roussel" AT, ROLE_LEARNER, DEMO_ACTIVE, NANTES | NEWCOMERS},
    {"Catherine", "Pichon", "catherine.pichon" AT, ROLE_LEARNER, DEMO_ACTIVE, COMPLIANCE},
    {"Cédric", "Marchand", "cedric.marchand" AT, ROLE_LEARNER, DEMO_ACTIVE, NANTES | ADVISERS},
    {"Chloé", "Perrin", "chloe.perrin" AT, ROLE_LEARNER, DEMO_INVITED, BREST | NEWCOMERS},
    {"David", "Le Bihan", "david.lebihan" AT, ROLE_LEARNER, DEMO_ACTIVE, BREST | ADVISERS},
    {"Delphine", "Aubert", "delphine.aubert" AT, ROLE_TRAINER, DEMO_ACTIVE, COMPLIANCE},
    {"Élodie", "Garnier", "elodie.garnier" AT, ROLE_LEARNER, DEMO_ACTIVE, NANTES},
    {"Émile", "Tanguy", "emile.tanguy" AT, ROLE_LEARNER, DEMO_LEFT, BREST},
    {"Fatima", "El Amrani", "fatima.elamrani" AT, ROLE_LEARNER, DEMO_ACTIVE, NANTES | ADVISERS},
    {"François", "Bellec", "francois.bellec" AT, ROLE_TRAINING_MANAGER, DEMO_ACTIVE, DIRECTION},
    {"Gaëlle", "Morvan", "gaelle.morvan" AT, ROLE_LEARNER, DEMO_ACTIVE, BREST | ADVISERS},
    {"Guillaume", "Noël", "guillaume.noel" AT, ROLE_LEARNER, DEMO_ACTIVE, NANTES},
    {"Hugo", "Lacroix", "hugo.lacroix" AT, ROLE_LEARNER, DEMO_INVITED, NANTES | NEWCOMERS},
    {"Isabelle", "Quéré", "isabelle.quere" AT, ROLE_LEARNER, DEMO_ACTIVE, BREST},
    {"Jean-Baptiste", "de La Villemarqué", "jb.delavillemarque" AT, ROLE_LEARNER, DEMO_ACTIVE, DIRECTION},
    {"Julie", "Fontaine", "julie.fontaine" AT, ROLE_TRAINER, DEMO_ACTIVE, ADVISERS},
    {"Karim", "Haddad", "karim.haddad" AT, ROLE_LEARNER, DEMO_ACTIVE, NANTES | ADVISERS},
    {"Laure", "Simon", "laure.simon" AT, ROLE_LEARNER, DEMO_ACTIVE, COMPLIANCE},
    {"Léa", "Prigent", "lea.prigent" AT, ROLE_LEARNER, DEMO_INVITED, BREST | NEWCOMERS},
    {"Linh", "Nguyen", "linh.nguyen" AT, ROLE_LEARNER, DEMO_ACTIVE, NANTES | ADVISERS},
    {"Mathieu", "Cloarec", "mathieu.cloarec" AT, ROLE_LEARNER, DEMO_ACTIVE, BREST},
    {"Mélanie", "Dupuis", "melanie.dupuis" AT, ROLE_LEARNER, DEMO_ACTIVE, NANTES},
    {"Nicolas", "Hamon", "nicolas.hamon" AT, ROLE_LEARNER, DEMO_ACTIVE, BREST | ADVISERS},
    {"Océane", "Le Roux", "oceane.leroux" AT, ROLE_LEARNER, DEMO_INVITED, BREST | NEWCOMERS},
    {"Olivier", "Blanchard", "olivier.blanchard" AT, ROLE_LEARNER, DEMO_ACTIVE, COMPLIANCE},
    {"Pascal", "Riou", "pascal.riou" AT, ROLE_LEARNER, DEMO_LEFT, NANTES},
    {"Pauline", "Joubert", "pauline.joubert" AT, ROLE_LEARNER, DEMO_ACTIVE, NANTES | ADVISERS},
    {"Quentin", "Abgrall", "quentin.abgrall" AT, ROLE_LEARNER, DEMO_ACTIVE, BREST | NEWCOMERS},
    {"Rachida", "Mansouri", "rachida.mansouri" AT, ROLE_LEARNER, DEMO_ACTIVE, NANTES},
    {"Solène", "Kerjean", "solene.kerjean" AT, ROLE_TRAINER, DEMO_ACTIVE, BREST},
    {"Stéphane", "Poirier", "stephane.poirier" AT, ROLE_SPACE_ADMIN, DEMO_ACTIVE, DIRECTION},
    {"Valérie", "Chauvin", "valerie.chauvin" AT, ROLE_LEARNER, DEMO_ACTIVE, COMPLIANCE | DIRECTION},
    {"Yann", "Salaün", "yann.salaun" AT, ROLE_LEARNER, DEMO_ACTIVE, BREST | ADVISERS},
    {"Zoé", "Baudry", "zoe.baudry" AT, ROLE_LEARNER, DEMO_INVITED, NANTES | NEWCOMERS},
    {0},
};

#define AT_LAKES "@banque-des-lacs.example"

static const DemoAccount sample_accounts[] = {
    {ROLE_TRAINER, false, "Margaux", "Vernet", "margaux.vernet" AT_LAKES},
    {ROLE_TRAINING_MANAGER, false, "Étienne", "Roche", "etienne.roche" AT_LAKES},
    {ROLE_SPACE_ADMIN, false, "Sophie", "Mercier", "sophie.mercier" AT_LAKES},
};

/* Made before the import names them, so that the distribution can be prepared whatever the file says. */
static const char *const sample_groups[] = {"Agence d’Annecy", "Agence de Chambéry", "Nouveaux arrivants", NULL};

static const DemoPerson nobody_else[] = {{0}};

#define ROWS(array) (array), sizeof(array) / sizeof *(array)

const DemoSpace demo_spaces[DEMO_SPACE_COUNT] = {
    [DEMO_MAIN] = {DEMO_SLUG, DEMO_NAME, ROWS(accounts), groups, people, false},
    [DEMO_SAMPLE] = {DEMO_SAMPLE_SLUG, DEMO_SAMPLE_NAME, ROWS(sample_accounts), sample_groups, nobody_else, true},
};
