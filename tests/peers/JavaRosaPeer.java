/*
 * JavaRosa, driven line by line over standard input, so that tests and benchmarks can hold our runtime against it.
 * Compiled and started by javarosa.py with the classes of the ODK Validate archive of the pyxform package.
 * A request is a line of fields parted by tabs, with \t, \n, \r and \\ written as such; an answer likewise, "!" first for errors.
 */

import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.TimeZone;

import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.FormIndex;
import org.javarosa.core.model.IFormElement;
import org.javarosa.core.model.QuestionDef;
import org.javarosa.core.model.SelectChoice;
import org.javarosa.core.model.ValidateOutcome;
import org.javarosa.core.model.condition.EvaluationContext;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.instance.InstanceInitializationFactory;
import org.javarosa.core.model.instance.TreeElement;
import org.javarosa.core.model.instance.TreeReference;
import org.javarosa.core.reference.InvalidReferenceException;
import org.javarosa.core.reference.PrefixedRootFactory;
import org.javarosa.core.reference.Reference;
import org.javarosa.core.reference.ReferenceManager;
import org.javarosa.core.services.PropertyManager;
import org.javarosa.core.services.PrototypeManager;
import org.javarosa.form.api.FormEntryController;
import org.javarosa.form.api.FormEntryModel;
import org.javarosa.form.api.FormEntryPrompt;
import org.javarosa.model.xform.XFormSerializingVisitor;
import org.javarosa.model.xform.XFormsModule;
import org.javarosa.xform.util.XFormAnswerDataParser;
import org.javarosa.xform.util.XFormAnswerDataSerializer;
import org.javarosa.xform.util.XFormUtils;
import org.javarosa.xpath.XPathParseTool;
import org.javarosa.xpath.expr.XPathExpression;
import org.javarosa.xpath.expr.XPathFuncExpr;

public class JavaRosaPeer {
    private static FormDef form;
    private static FormEntryModel model;
    private static FormEntryController controller;
    private static byte[] source;
    private static String folder = ".";

    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, "UTF-8");
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        PrototypeManager.registerPrototypes(org.opendatakit.validate.FormValidator.SERIALIABLE_CLASSES);
        new XFormsModule().registerModule();
        PropertyManager.setPropertyManager(new org.opendatakit.validate.StubPropertyManager());
        ReferenceManager.instance().addReferenceFactory(new PrefixedRootFactory(
            new String[]{"file", "file-csv", "images", "audio", "video"}) {
            protected Reference factory(String terminal, String uri) {
                return new OnDisk(terminal, uri);
            }
        });
        System.setErr(new PrintStream(OutputStream.nullOutputStream()));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] fields = line.split("\t", -1);
            for (int at = 0; at < fields.length; at++) {
                fields[at] = unescaped(fields[at]);
            }
            try {
                out.println(joined(run(fields)));
            } catch (StackOverflowError | Exception error) {
                String said = error.getMessage();
                out.println(joined(Arrays.asList("!", error.getClass().getSimpleName(), said == null ? "" : said)));
            }
        }
    }

    private static List<String> run(String[] fields) throws Exception {
        List<String> told = new ArrayList<>();
        told.add("=");
        switch (fields[0]) {
            case "zone":
                TimeZone.setDefault(TimeZone.getTimeZone(fields[1]));
                org.joda.time.DateTimeZone.setDefault(org.joda.time.DateTimeZone.forID(fields[1]));
                break;
            case "read":
                folder = new File(fields[1]).getParent();
                source = Files.readAllBytes(Paths.get(fields[1]));
                open();
                break;
            case "evaluate":
                evaluate(fields[1], fields[2], told);
                break;
            case "answer":
                told.add(Boolean.toString(answer(node(fields[1]), fields[2])));
                break;
            case "add":
                controller.newRepeat(index(fields[1]));
                break;
            case "remove":
                controller.deleteRepeat(index(fields[1]));
                break;
            case "language":
                controller.setLanguage(fields[1]);
                break;
            case "values":
                controller.jumpToIndex(FormIndex.createBeginningOfFormIndex());
                while (controller.stepToNextEvent() != FormEntryController.EVENT_END_OF_FORM) {
                    // instances of counted repeats come with the walk
                }
                values(form.getMainInstance().getRoot(), "", told);
                break;
            case "choices":
                for (SelectChoice choice : new FormEntryPrompt(form, index(fields[1])).getSelectChoices()) {
                    told.add(choice.getValue());
                }
                break;
            case "labels":
                labels(told);
                break;
            case "validate":
                ValidateOutcome outcome = form.validate();
                if (outcome != null) {
                    told.add(outcome.failedPrompt.getReference().toString(true));
                    told.add(outcome.outcome == FormEntryController.ANSWER_CONSTRAINT_VIOLATED ? "constraint" : "required");
                }
                break;
            case "finish":
                form.postProcessInstance();
                break;
            case "submission":
                told.add(new String(new XFormSerializingVisitor().serializeInstance(form.getMainInstance()), StandardCharsets.UTF_8));
                break;
            case "time-open":
                long before = System.nanoTime();
                open();
                told.add(Long.toString(System.nanoTime() - before));
                break;
            case "time-answers":
                timed(fields, told);
                break;
            default:
                throw new IllegalArgumentException(fields[0]);
        }
        return told;
    }

    private static void open() throws Exception {
        form = XFormUtils.getFormFromInputStream(new java.io.ByteArrayInputStream(source));
        form.initialize(true, new InstanceInitializationFactory());
        model = new FormEntryModel(form);
        controller = new FormEntryController(model);
    }

    private static void evaluate(String place, String text, List<String> told) throws Exception {
        XPathExpression expression = XPathParseTool.parseXPath(text);
        EvaluationContext context = form.getEvaluationContext();
        if (!place.isEmpty()) {
            context = new EvaluationContext(context, node(place).getRef());
        }
        Object found = XPathFuncExpr.unpack(expression.eval(form.getMainInstance(), context));
        told.add(found.getClass().getSimpleName());
        told.add(XPathFuncExpr.toString(found));
        told.add(number(found));
        told.add(Boolean.toString(XPathFuncExpr.toBoolean(found)));
    }

    private static String number(Object found) {
        try {
            return Double.toString(XPathFuncExpr.toNumeric(found));
        } catch (RuntimeException error) {
            return "!";
        }
    }

    private static TreeElement node(String place) {
        TreeElement at = form.getMainInstance().getRoot();
        String[] steps = place.substring(1).split("/");
        for (int number = 1; number < steps.length; number++) {
            int bracket = steps[number].indexOf('[');
            String name = bracket < 0 ? steps[number] : steps[number].substring(0, bracket);
            int position = bracket < 0 ? 0 : Integer.parseInt(steps[number].substring(bracket + 1, steps[number].length() - 1)) - 1;
            at = at.getChild(name, position);
        }
        return at;
    }

    private static boolean answer(TreeElement node, String text) {
        TreeReference reference = node.getRef();
        QuestionDef question = FormDef.findQuestionByRef(reference, form);
        IAnswerData data = text.isEmpty() ? null : XFormAnswerDataParser.getAnswerData(text, node.getDataType(), question);
        form.setValue(data, reference, true);
        return data != null;
    }

    /** The index of a question, of a repeat instance, or (for `add`) of the prompt for one more. */
    private static FormIndex index(String place) {
        String wanted = place.replaceAll("\\[1\\]", "");
        for (FormIndex at = FormIndex.createBeginningOfFormIndex(); !at.isEndOfFormIndex(); at = model.incrementIndex(at)) {
            if (at.getReference() != null && written(at.getReference()).equals(wanted)) {
                return at;
            }
        }
        throw new IllegalArgumentException("no index " + place);
    }

    private static String written(TreeReference reference) {
        StringBuilder text = new StringBuilder();
        for (int level = 0; level < reference.size(); level++) {
            text.append('/').append(reference.getName(level));
            if (reference.getMultiplicity(level) > 0) {
                text.append('[').append(reference.getMultiplicity(level) + 1).append(']');
            }
        }
        return text.toString();
    }

    private static void values(TreeElement node, String above, List<String> told) {
        String place = above + "/" + node.getName() + (node.getMultiplicity() > 0 ? "[" + (node.getMultiplicity() + 1) + "]" : "");
        if (node.getMultiplicity() == TreeReference.INDEX_TEMPLATE) {
            return;
        }
        IAnswerData data = node.getValue();
        Object text = data == null ? "" : new XFormAnswerDataSerializer().serializeAnswerData(data, node.getDataType());
        boolean holds = data == null || node.getConstraint() == null || form.evaluateConstraint(node.getRef(), data);
        told.add(place);
        told.add(node.isRelevant() + " " + node.isEnabled() + " " + node.isRequired() + " " + holds);
        told.add(text instanceof String ? (String) text : String.valueOf(text));
        for (int at = 0; at < node.getNumChildren(); at++) {
            values(node.getChildAt(at), place, told);
        }
    }

    private static void labels(List<String> told) {
        for (FormIndex at = model.incrementIndex(FormIndex.createBeginningOfFormIndex()); !at.isEndOfFormIndex(); at = model.incrementIndex(at)) {
            if (model.getEvent(at) == FormEntryController.EVENT_QUESTION && model.isIndexRelevant(at)) {
                FormEntryPrompt prompt = new FormEntryPrompt(form, at);
                told.add(written(at.getReference()));
                told.add(String.valueOf(prompt.getLongText()));
                StringBuilder choices = new StringBuilder();
                List<SelectChoice> offered = prompt.getSelectChoices();
                if (offered != null) {
                    for (SelectChoice choice : offered) {
                        choices.append(choice.getValue()).append('=').append(prompt.getSelectChoiceText(choice)).append(';');
                    }
                }
                told.add(choices.toString());
            }
        }
    }

    /** Answers in turn, timed one by one; each is a place and a text. */
    private static void timed(String[] fields, List<String> told) {
        List<TreeElement> nodes = new ArrayList<>();
        for (int at = 1; at + 1 < fields.length; at += 2) {
            nodes.add(node(fields[at]));
        }
        for (int number = 0; number < nodes.size(); number++) {
            long before = System.nanoTime();
            answer(nodes.get(number), fields[2 + 2 * number]);
            told.add(Long.toString(System.nanoTime() - before));
        }
    }

    private static String joined(List<String> fields) {
        StringBuilder line = new StringBuilder();
        for (String field : fields) {
            if (line.length() > 0) {
                line.append('\t');
            }
            line.append(field.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r"));
        }
        return line.toString();
    }

    private static String unescaped(String field) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < field.length(); at++) {
            char letter = field.charAt(at);
            if (letter == '\\' && at + 1 < field.length()) {
                char next = field.charAt(++at);
                letter = next == 't' ? '\t' : next == 'n' ? '\n' : next == 'r' ? '\r' : next;
            }
            text.append(letter);
        }
        return text.toString();
    }

    private static class OnDisk implements Reference {
        private final String name;
        private final String uri;

        OnDisk(String name, String uri) {
            this.name = name;
            this.uri = uri;
        }

        public boolean doesBinaryExist() {
            return new File(getLocalURI()).isFile();
        }

        public InputStream getStream() throws java.io.IOException {
            return new FileInputStream(getLocalURI());
        }

        public String getURI() {
            return uri;
        }

        public String getLocalURI() {
            return new File(folder, name).getPath();
        }

        public boolean isReadOnly() {
            return true;
        }

        public OutputStream getOutputStream() {
            throw new UnsupportedOperationException();
        }

        public void remove() {
            throw new UnsupportedOperationException();
        }

        public Reference[] probeAlternativeReferences() {
            return new Reference[0];
        }
    }
}
