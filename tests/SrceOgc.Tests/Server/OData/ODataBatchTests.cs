using System.Net;
using System.Text;
using System.Text.Json;

namespace SrceOgc.Tests.Server.OData;

/// <summary>Questions sent together: each is answered as if it had come alone.</summary>
public sealed class ODataBatchTests(RunningServer server)
{
    [Fact]
    public async Task Questions_in_JSON_are_answered_in_JSON()
    {
        var answer = await Json(200, ("1", "GET", "communes?$select=insee&$orderby=insee&$top=1"), ("2", "GET", "communes/$count"),
            ("3", "GET", "communes(5)/insee"));
        Assert.Equal(["1 200", "2 200", "3 200"], Statuses(answer));
        Assert.Equal("02001", Body(answer, 0).GetProperty("value")[0].GetProperty("insee").GetString());
        Assert.Equal("9", Body(answer, 1).ToString());
        Assert.Equal("02005", Body(answer, 2).GetProperty("value").GetString());
        Assert.Equal(server.Address + "/odata/$metadata#communes(5)/insee", Body(answer, 2).GetProperty("@odata.context").GetString());
    }

    [Fact]
    public async Task Questions_in_parts_are_answered_in_parts()
    {
        const string Batch = "--b\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n"
            + "GET communes?$top=1&$select=insee HTTP/1.1\r\nAccept: text/csv\r\n\r\n\r\n"
            + "--b\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n"
            + "GET communes/$count HTTP/1.1\r\n\r\n\r\n--b--\r\n";
        using var answer = await Send(Batch, "multipart/mixed; boundary=b");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("multipart/mixed", answer.Content.Headers.ContentType!.MediaType);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("HTTP/1.1 200 OK\r\n", text, StringComparison.Ordinal);
        Assert.Contains("id,insee\r\n1,02001\r\n", text, StringComparison.Ordinal);
        Assert.Contains("\r\n\r\n9\r\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_refusal_is_the_last_answer_unless_the_client_goes_on()
    {
        (string, string, string)[] questions = [("a", "GET", "communes?$filter=x"), ("b", "GET", "communes/$count")];
        Assert.Equal(["a 400"], Statuses(await Json(200, questions)));
        Assert.Equal(["a 400", "b 200"], Statuses(await Json(200, "odata.continue-on-error", questions)));
    }

    [Theory]
    [InlineData("POST", "communes")]
    [InlineData("DELETE", "communes(1)")]
    [InlineData("GET", "http://example.org/odata/communes")]
    [InlineData("GET", "//example.org/odata/communes")]
    [InlineData("GET", "/api/v1/jeux")]
    [InlineData("GET", "../api/v1/jeux")]
    [InlineData("GET", "$batch")]
    public async Task Anything_but_a_question_about_this_service_refuses_the_batch(string method, string address)
    {
        var answer = await Json(400, ("1", "GET", "communes/$count"), ("2", method, address));
        Assert.Equal("$batch", answer.GetProperty("error").GetProperty("target").GetString());
    }

    [Fact]
    public async Task Twenty_questions_are_taken_and_not_one_more()
    {
        var questions = Enumerable.Range(0, 21).Select(i => ($"{i}", "GET", "communes/$count")).ToArray();
        Assert.Equal(20, Statuses(await Json(200, questions[1..])).Length);
        Assert.Equal("$batch", (await Json(400, questions)).GetProperty("error").GetProperty("target").GetString());
    }

    [Theory]
    [InlineData("", "application/json")]
    [InlineData("{", "application/json")]
    [InlineData("x", "multipart/mixed; boundary=b")]
    [InlineData("x", "text/plain")]
    public async Task What_is_no_batch_is_refused(string text, string type)
    {
        using var answer = await Send(text, type);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        using var get = await server.Get("/odata/$batch");
        Assert.Equal(HttpStatusCode.MethodNotAllowed, get.StatusCode);
    }

    private static string[] Statuses(JsonElement answer) => [.. answer.GetProperty("responses").EnumerateArray()
        .Select(part => $"{part.GetProperty("id")} {part.GetProperty("status")}")];

    private static JsonElement Body(JsonElement answer, int part) => answer.GetProperty("responses")[part].GetProperty("body");

    private Task<JsonElement> Json(int status, params (string, string, string)[] questions) => Json(status, "", questions);

    private async Task<JsonElement> Json(int status, string prefer, params (string Id, string Method, string Url)[] questions)
    {
        var batch = JsonSerializer.Serialize(new { requests = questions.Select(q => new { id = q.Id, method = q.Method, url = q.Url }) });
        using var answer = await Send(batch, "application/json", prefer);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(status == (int)answer.StatusCode, $"{answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    private Task<HttpResponseMessage> Send(string text, string type, string prefer = "")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, server.Address + "/odata/$batch")
        {
            Content = new StringContent(text,
            Encoding.UTF8)
        };
        request.Content.Headers.Remove("Content-Type");
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (prefer.Length > 0)
            request.Headers.Add("Prefer", prefer);
        return server.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
