await typeAll({ '#prenom': 'A', '#nom': 'B', '#prenom_usuel': 'C', '#pronom': 'elle (she/her)', '#ddn': '1987-03-24', '#courriel': 'ann@example.com', '#courriel2': 'ann@example.com', '#cellulaire': '3125550142' });
await click('[name=groupe]', 2);
await pick('#seance', 1);
await typeAll({ '#raison': 'n', '#urgence_nom': 'C D', '#urgence_tel': '3125550155' });
await click('[name=consentement]');
await click('=Envoyer');
