using WhatsAppSupport.Domain.Flows;
using WhatsAppSupport.Infrastructure.FlowFiles;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.UnitTests.Flows;

public sealed class FlowFileReaderTests
{
    private const string Good = "flow_id: good\nsteps: [ { type: message, text: Hello } ]\n";

    [Theory]
    [InlineData("steps: [ { type: message, text: Hi } ]", 1, "flow_id", "is missing")]
    [InlineData("flow_id: a b\nsteps: [ { type: message, text: Hi } ]", 1, "flow_id", "no name for a flow")]
    [InlineData("flow_id:\nsteps: [ { type: message, text: Hi } ]", 1, "flow_id", "is empty")]
    [InlineData("flow_id: a", 1, "steps", "is missing")]
    [InlineData("flow_id: a\nsteps: []", 2, "steps", "is empty")]
    [InlineData("flow_id: a\nsteps: 5", 2, "steps", "is not a list")]
    [InlineData("flow_id: a\nsteps: [ hello ]", 2, "steps[0]", "does not consist of fields")]
    [InlineData("flow_id: a\nstep: []\nsteps: [ { type: message, text: Hi } ]", 2, "step", "did you mean steps?")]
    [InlineData("flow_id: a\nzzz: 1\nsteps: [ { type: message, text: Hi } ]", 2, "zzz", "what can stand here is ends, flow_id, migrate, steps, triggers")]
    [InlineData("flow_id: a\nsteps: [ { text: Hi } ]", 2, "steps[0].type", "is missing; write one of api, ask_model, call, conditional")]
    [InlineData("flow_id: a\nsteps:\n  - type: mesage\n    text: Hi", 3, "steps[0].type", "did you mean message?")]
    [InlineData("flow_id: a\nsteps: [ { type: dance } ]", 2, "steps[0].type", "there are api, ask_model, call, conditional")]
    [InlineData("flow_id: a\nsteps:\n  - { type: message, text: Hi }\n  - { type: message, text: Hi, retry_txt: Hi }\n", 4, "steps[1].retry_txt", "what can stand here is id, text, timeout, type")]
    [InlineData("flow_id: a\nsteps:\n  - type: message\n    text: [Hi]", 4, "steps[0].text", "is not a text")]
    [InlineData("flow_id: a\nsteps:\n  - type: message\n    text: '{nam e}'", 4, "steps[0].text", "no part of a {variable}")]
    [InlineData("flow_id: a\nsteps:\n  - { type: message, text: Hi }\n  - { type: input, text: Who }", 4, "steps[1].variable", "is missing")]
    [InlineData("flow_id: a\nsteps:\n  - { type: input, variable: 1a, text: Who }", 3, "steps[0].variable", "no name for a variable")]
    [InlineData("flow_id: a\nsteps:\n  - { type: input, variable: a }", 3, "steps[0].text", "no message before this step")]
    [InlineData("flow_id: a\nsteps:\n  - { type: input, variable: a, text: '?' }\n  - { type: input, variable: b }", 4, "steps[1].text", "no message before this step")]
    [InlineData("flow_id: a\nsteps:\n  - { type: quick_replies, text: '?', replies: [] }", 3, "steps[0].replies", "is empty")]
    [InlineData("flow_id: a\nsteps:\n  - { type: quick_replies, replies: [ { text: A } ] }", 3, "steps[0].text", "is missing")]
    [InlineData("flow_id: a\nsteps:\n  - type: quick_replies\n    text: '?'\n    replies:\n      - { text: Yes }\n      - { text: YES }", 7, "steps[0].replies[1].text", "is there twice")]
    [InlineData("flow_id: a\nsteps:\n  - { type: quick_replies, text: '?', replies: [ { text: 'A {b}' } ] }", 3, "steps[0].replies[0].text", "without {variables}")]
    [InlineData("flow_id: a\nsteps:\n  - { type: quick_replies, text: '?', replies: [ { text: A, set: b } ] }", 3, "steps[0].replies[0].set", "is not a map")]
    [InlineData("flow_id: a\nsteps:\n  - { type: quick_replies, text: '?', replies: [ { text: A, set: { 1: b } } ] }", 3, "steps[0].replies[0].set.1", "no name for a variable")]
    [InlineData("flow_id: a\nsteps:\n  - { type: quick_replies, text: '?', replies: [ { text: A, action: jump } ] }", 3, "steps[0].replies[0].action", "there are flow, step and escalate")]
    [InlineData("flow_id: a\nsteps:\n  - { type: quick_replies, text: '?', replies: [ { text: A, action: flow } ] }", 3, "steps[0].replies[0].target", "is missing")]
    [InlineData("flow_id: a\nsteps:\n  - { type: quick_replies, text: '?', replies: [ { text: A, target: a } ] }", 3, "steps[0].replies[0].target", "needs action: flow")]
    [InlineData("flow_id: a\nsteps:\n  - { type: quick_replies, text: '?', replies: [ { text: A, department: b } ] }", 3, "steps[0].replies[0].department", "needs action: escalate")]
    [InlineData("flow_id: a\nsteps:\n  - { type: quick_replies, text: '?', replies: [ { text: A, action: escalate } ] }", 3, "steps[0].replies[0].department", "is missing")]
    [InlineData("flow_id: gate\nsteps:\n  - { type: quick_replies, text: '?', replies: [ { text: A, action: flow, target: gote } ] }", 3, "steps[0].replies[0].target", "did you mean gate?")]
    [InlineData("flow_id: a\nsteps:\n  - { type: quick_replies, text: '?', replies: [ { text: A, action: flow, target: nowhere } ] }", 3, "steps[0].replies[0].target", "there is no flow \"nowhere\"; there are a")]
    [InlineData("flow_id: a\nsteps:\n  - type: conditional\n    condition: topic = 'x'\n    steps: [ { type: message, text: Hi } ]", 4, "steps[0].condition", "at character 7: to compare, write ==")]
    [InlineData("flow_id: a\nsteps:\n  - type: conditional\n    steps: [ { type: message, text: Hi } ]", 3, "steps[0].condition", "is missing")]
    [InlineData("flow_id: a\nsteps:\n  - type: conditional\n    condition: a\n    steps: []", 5, "steps[0].steps", "is empty")]
    [InlineData("flow_id: a\nsteps:\n  - type: conditional\n    condition: a\n    steps: [ { type: message, text: Hi } ]\n    else_steps: [ { type: message } ]", 6, "steps[0].else_steps[0].text", "is missing")]
    [InlineData("flow_id: a\nsteps: [ { type: escalate } ]", 2, "steps[0].department", "is missing")]
    [InlineData("flow_id: a\nends: ''\nsteps: [ { type: message, text: Hi } ]", 2, "ends", "is empty")]
    [InlineData("flow_id: a\ntriggers: []\nsteps: [ { type: message, text: Hi } ]", 2, "triggers", "is empty")]
    [InlineData("flow_id: a\ntriggers: [ hi ]\nsteps: [ { type: message, text: Hi } ]", 2, "triggers[0]", "does not consist of fields")]
    [InlineData("flow_id: a\ntriggers: [ { type: keywrd, value: hi } ]\nsteps: [ { type: message, text: Hi } ]", 2, "triggers[0].type", "did you mean keyword?")]
    [InlineData("flow_id: a\ntriggers: [ { type: poll, value: hi } ]\nsteps: [ { type: message, text: Hi } ]", 2, "triggers[0].type", "there are exact_match, fallback, first_message, keyword")]
    [InlineData("flow_id: a\ntriggers: [ { type: keyword } ]\nsteps: [ { type: message, text: Hi } ]", 2, "triggers[0].value", "either value")]
    [InlineData("flow_id: a\ntriggers: [ { type: keyword, values: [ [] ] } ]\nsteps: [ { type: message, text: Hi } ]", 2, "triggers[0].values[0]", "is not a text")]
    [InlineData("flow_id: a\ntriggers: [ { type: keyword, value: '?' } ]\nsteps: [ { type: message, text: Hi } ]", 2, "triggers[0].value", "has no word in it")]
    [InlineData("flow_id: a\ntriggers:\n  - { type: exact_match, value: A }\n  - { type: exact_match, values: [b, a] }\nsteps: [ { type: message, text: Hi } ]", 4, "triggers[1].values", "begins the flow a already")]
    [InlineData("flow_id: a\nflow_id: b\nsteps: [ { type: message, text: Hi } ]", 2, "flow_id", "is there twice")]
    [InlineData("flow_id: a\n[x]: y\nsteps: [ { type: message, text: Hi } ]", 2, "", "a plain word")]
    [InlineData("flow_id: a\nsteps: &all [ { type: message, text: Hi } ]", 2, "", "anchors and aliases")]
    [InlineData("flow_id: \"a\nsteps: [", 0, "", "cannot be read as YAML")]
    [InlineData("flow_id: [ a b, - ]", 1, "", "cannot be read as YAML")]
    [InlineData("flow_id: a\n!!]x: y", 2, "", "cannot be read as YAML")]
    [InlineData("", 1, "", "is empty")]
    [InlineData("# nothing", 1, "", "is empty")]
    [InlineData("- a", 1, "", "does not consist of fields")]
    [InlineData("flow_id: a\nsteps: [ { type: message, text: Hi } ]\n---\nflow_id: b", 3, "", "more than one document")]
    public void What_cannot_run_is_refused_by_line_field_and_reason(string content, int line, string field, string problem)
    {
        var errors = ErrorsOf(("bad.yaml", content));

        var error = errors.ShouldHaveSingleItem();
        error.File.ShouldEndWith("bad.yaml");
        if (line > 0)
            error.Line.ShouldBe(line);
        error.Field.ShouldBe(field);
        error.Problem.ShouldContain(problem);
    }

    [Fact]
    public void All_errors_of_all_files_are_named_at_once()
    {
        using var folder = new FlowFolder(
            ("a.yaml", "flow_id: a\nsteps:\n  - { type: mesage, text: Hi }\n  - { type: input }\nend: x\n"),
            ("b.yaml", "flow_id: a\nsteps:\n  - { type: escalate }\n"),
            ("c.yaml", "steps: ["));

        var error = Should.Throw<FlowFilesInvalidException>(() => FlowFileReader.Read(folder.Path));

        error.Errors.Count.ShouldBe(6);
        error.Message.Split(Environment.NewLine).Length.ShouldBe(6);
        error.Message.ShouldContain($"{Path.Combine(folder.Path, "a.yaml")}:3:7: steps[0].type: ");
        error.Message.ShouldContain("b.yaml:1:1: flow_id: \"a\" is the flow of a.yaml already");
    }

    [Fact]
    public void A_flow_at_fault_is_still_known_to_those_that_lead_to_it()
    {
        var errors = ErrorsOf(
            ("a.yaml", "flow_id: a\nsteps: [ { type: quick_replies, text: '?', replies: [ { text: B, action: flow, target: b } ] } ]"),
            ("b.yaml", "flow_id: b\nsteps: [ { type: message } ]"));

        errors.ShouldHaveSingleItem().File.ShouldEndWith("b.yaml");
    }

    [Fact]
    public void More_steps_in_a_row_than_a_turn_may_have_are_refused()
    {
        var steps = string.Concat(Enumerable.Repeat("  - { type: message, text: Hi }\n", 100));

        var error = ErrorsOf(("long.yaml", "flow_id: a\nsteps:\n" + steps)).ShouldHaveSingleItem();

        error.Problem.ShouldContain("100 steps can follow each other");
    }

    [Fact]
    public void A_folder_without_flows_says_where_it_looked()
    {
        using var folder = new FlowFolder(("a.yml", Good), ("deeper/a.yaml", Good));

        var error = Should.Throw<FlowFilesInvalidException>(() => FlowFileReader.Read(folder.Path));

        error.Message.ShouldStartWith($"{folder.Path}: holds no flow");
    }

    [Fact]
    public void A_folder_that_is_not_there_names_the_setting() =>
        Should.Throw<FlowFilesInvalidException>(() => FlowFileReader.Read("no/such/folder")).Message.ShouldContain("FLOWS_PATH");

    [Fact]
    public void A_file_that_is_not_utf8_is_refused()
    {
        using var folder = new FlowFolder();
        File.WriteAllBytes(Path.Combine(folder.Path, "a.yaml"), [0x61, 0xFF, 0x62]);

        Should.Throw<FlowFilesInvalidException>(() => FlowFileReader.Read(folder.Path)).Message.ShouldContain("is not UTF-8");
    }

    [Fact]
    public void A_file_without_measure_is_refused() =>
        ErrorsOf(("a.yaml", new string('#', (1 << 20) + 1))).ShouldHaveSingleItem().Problem.ShouldContain("larger than 1024 KiB");

    [Fact]
    public void What_is_wrong_can_be_asked_for_without_a_start()
    {
        const string Wrong = "flow_id: b\nsteps: [ { type: mesage } ]";
        using var folder = new FlowFolder(("a.yaml", Good), ("b.yaml", Wrong), ("c.yaml", "["));

        var read = FlowFileReader.ReadAll(folder.Path);

        read.Files.Select(file => (file.Name, file.FlowId, file.Text)).ShouldBe([("a.yaml", "good", Good), ("b.yaml", "b", Wrong), ("c.yaml", null, "[")]);
        read.Files.Select(file => file.Version is null).ShouldBe([false, false, true]);
        read.Errors.Select(error => Path.GetFileName(error.File)).Distinct().ShouldBe(["b.yaml", "c.yaml"]);
        Should.Throw<FlowFilesInvalidException>(() => read.ToFlows()).Errors.ShouldBe(read.Errors);
    }

    [Fact]
    public void A_file_of_the_largest_size_is_read_and_one_that_leads_nowhere_is_refused()
    {
        using var folder = new FlowFolder(("a.yaml", Good + new string('#', YamlFile.LargestBytes - Good.Length)));
        File.CreateSymbolicLink(Path.Combine(folder.Path, "b.yaml"), Path.Combine(folder.Path, "nowhere"));

        var read = FlowFileReader.ReadAll(folder.Path);

        read.Files[0].Text!.Length.ShouldBe(YamlFile.LargestBytes);
        (read.Errors.ShouldHaveSingleItem() with { File = "" }).ShouldBe(new FlowFileError("", 0, "", "cannot be read: it is not there") { Code = FindingCode.UnreadableFile });
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    public void A_file_without_bottom_is_refused(string step) =>
        ErrorsOf(("a.yaml", string.Concat(Enumerable.Repeat(step, 20_000)))).ShouldHaveSingleItem().Problem.ShouldContain("nested deeper");

    [Fact]
    public void The_version_follows_the_words_and_not_the_layout()
    {
        var plain = VersionOf("flow_id: good\nsteps: [ { type: message, text: Hello } ]\n");
        var laidOut = VersionOf("# a comment\nflow_id: good\n\nsteps:\n  - type: message\n    text: \"Hello\"\n");
        var other = VersionOf("flow_id: good\nsteps: [ { type: message, text: Hallo } ]\n");

        laidOut.ShouldBe(plain);
        other.ShouldNotBe(plain);
    }

    [Fact]
    public void Everything_that_a_flow_may_have_is_read()
    {
        using var folder = new FlowFolder(("a.yaml", """
            flow_id: all
            triggers:
              - { type: keyword, value: 5 }
            steps:
              - { type: message, text: Welcome }
              - { type: input, variable: name, retry_text: "Words!" }
              - type: quick_replies
                text: "Well?"
                variable: choice
                retry_text: "One of these!"
                replies:
                  - { text: Refund, set: { topic: "refund of {name}" } }
                  - { text: 2, action: escalate, department: " billing ", hand_over_text: "Wait, {name}", reason: "{name} asks" }
              - type: conditional
                condition: choice == 'Refund'
                steps:
                  - { type: escalate, department: returns, text: "Soon", reason: "{topic}" }
            """));
        var talk = new Talk(new FlowEngine(FlowFileReader.Read(folder.Path)));

        talk.Writes("5").Said.ShouldBe(["Welcome"]);
        talk.Writes(" ").Said.ShouldBe(["Words!"]);
        talk.Writes("Asha").Said.ShouldBe(["Well?"]);
        talk.Writes("no").Said.ShouldBe(["One of these!"]);
        var other = talk.Position;
        talk.Writes("refund").HandedOver.ShouldBe(new FlowEffect.HandOver("returns", "refund of Asha"));
        talk.Said.ShouldBe(["Soon"]);
        talk.Position = other;
        talk.Writes("2").HandedOver.ShouldBe(new FlowEffect.HandOver("billing", "Asha asks"));
        talk.Said.ShouldBe(["Wait, Asha"]);
    }

    [Fact]
    public void Rubbish_in_a_file_is_refused_and_never_thrown_about()
    {
        string[] pieces = [.. " \n:-{}[]\"'&*!|>%@#,?ab\t0~<=`".Select(character => $"{character}"), "- ", "\n  ", "!!", "!!str ", "&a ", "*a", "---", "\0", "\\x", "😀"];
        var random = new Random(7);
        for (var round = 0; round < 3000; round++)
        {
            var content = Good[..random.Next(Good.Length)] + string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => pieces[random.Next(pieces.Length)]));
            using var folder = new FlowFolder(("a.yaml", content));
            try
            {
                FlowFileReader.Read(folder.Path).All.ShouldHaveSingleItem();
            }
            catch (FlowFilesInvalidException error)
            {
                error.Errors.ShouldNotBeEmpty();
            }
        }
    }

    [Fact]
    public void Only_the_default_folder_gives_way_to_the_shipped_flows()
    {
        FlowsPath.Resolve("no/such/folder", isDefault: true).ShouldBe(FlowsPath.Shipped);
        FlowsPath.Resolve("no/such/folder", isDefault: false).ShouldBe(Path.GetFullPath("no/such/folder"));
        FlowsPath.Resolve(Path.GetTempPath(), isDefault: true).ShouldBe(Path.GetFullPath(Path.GetTempPath()));
    }

    private static string VersionOf(string content)
    {
        using var folder = new FlowFolder(("a.yaml", content));
        return FlowFileReader.Read(folder.Path).All.Single().Version;
    }

    private static IReadOnlyList<FlowFileError> ErrorsOf(params (string Name, string Content)[] files)
    {
        using var folder = new FlowFolder(files);
        return Should.Throw<FlowFilesInvalidException>(() => FlowFileReader.Read(folder.Path)).Errors;
    }
}
