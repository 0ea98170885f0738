import { Model } from 'survey-core';
import { renderSurvey } from 'survey-js-ui';
import 'survey-core/survey-core.css';

const columns = [{ value: 0, text: 'Not at all' }, { value: 1, text: 'Several days' }, { value: 2, text: 'More than half the days' }, { value: 3, text: 'Nearly every day' }];
const matrix = (name, title, rows) => ({ type: 'matrix', name, title, columns, rows: rows.map((text, i) => ({ value: name + (i + 1), text })), eachRowRequired: true, isRequired: true });
const survey = new Model({
  title: 'Before your first visit', showProgressBar: true, progressBarLocation: 'top', completeText: 'Submit answers', showTOC: false,
  pages: [
    { title: 'About you', elements: [
      { type: 'multipletext', name: 'who', title: 'Your name', items: [{ name: 'first', title: 'First', isRequired: true }, { name: 'last', title: 'Last', isRequired: true }] },
      { type: 'text', name: 'dob', title: 'Date of birth', inputType: 'date', isRequired: true },
      { type: 'text', name: 'email', title: 'E-mail', inputType: 'email', isRequired: true, validators: [{ type: 'email' }] },
      { type: 'dropdown', name: 'clinician', title: 'Whom will you see?', isRequired: true, choices: ['Dr. Okafor', 'M. Lindqvist, LCSW', 'I do not know yet'] }] },
    { title: 'Over the last two weeks', elements: [matrix('phq', 'How often have you been bothered by', ['Little interest or pleasure in doing things', 'Feeling down, depressed, or hopeless', 'Trouble falling or staying asleep, or sleeping too much', 'Thoughts that you would be better off dead or of hurting yourself'])] },
    { title: 'Worry', elements: [matrix('gad', 'How often have you been bothered by', ['Feeling nervous, anxious, or on edge', 'Not being able to stop or control worrying']), { type: 'radiogroup', name: 'before', title: 'Have you been in treatment before?', choices: ['Yes', 'No'], colCount: 2 }, { type: 'comment', name: 'past', title: 'What helped, and what did not?', visibleIf: "{before} = 'Yes'" }, { type: 'rating', name: 'sleep', title: 'How well do you sleep?', rateMax: 5, minRateDescription: 'Badly', maxRateDescription: 'Well' }] },
    { title: 'Consent', elements: [{ type: 'boolean', name: 'agree', title: 'My clinician may read these answers', isRequired: true, renderAs: 'checkbox', validators: [{ type: 'expression', expression: '{agree} = true', text: 'Please agree' }] }, { type: 'signaturepad', name: 'sign', title: 'Sign here (optional)' }] },
  ],
});
const tell = () => {
  const d = survey.data;
  gallery.values({ first: d.who?.first, last: d.who?.last, dob: d.dob, email: d.email, clinician: d.clinician, ...Object.fromEntries([1, 2, 3, 4].map((i) => ['phq' + i, d.phq?.['phq' + i]])), ...Object.fromEntries([1, 2].map((i) => ['gad' + i, d.gad?.['gad' + i]])), before: d.before, past: d.past, sleep: d.sleep, agree: d.agree, sign: d.sign });
};
tell();
survey.onValueChanged.add(tell);
survey.onCurrentPageChanged.add(() => gallery.step(survey.currentPageNo + 1));
survey.onComplete.add((s) => {
  gallery.commit();
  fetch('/api/questionnaires/answers', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(s.data) });
});
renderSurvey(survey, document.getElementById('survey'));
