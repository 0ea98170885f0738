switch (location.pathname) {
  case '/refer': await click('#gp-1'); break;
  case '/refer/name': await typeAll({ '#first-name': 'A', '#last-name': 'B' }); break;
  case '/refer/date-of-birth': await typeAll({ '#dob-day': '24', '#dob-month': '3', '#dob-year': '1987' }); break;
  case '/refer/contact': await typeAll({ '#email': 'ann@example.com', '#mobile': '1' }); await click('#voicemail-1'); break;
  case '/refer/problem': await type('#problem', 'n'); await click('#apply-3'); break;
}
await click(location.pathname === '/refer/check-answers' ? '=Accept and send' : '=Continue');
await nap(hasty ? 3000 : 30000); // the next page ends it
