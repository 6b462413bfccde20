using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WhatsAppSupport.Api.Documentation;
using WhatsAppSupport.Domain.Conversations;

namespace WhatsAppSupport.UnitTests.OpenApi;

/// <summary>Endpoints that are guarded in every way, for their description only.</summary>
[ApiController]
[Route("api/v1/books")]
[Authorize]
public sealed class BooksController : ControllerBase
{
    [HttpGet]
    [Authorize("books:read")]
    public ActionResult<BookPage> List([Words(typeof(ConversationStatus))] string? status, [Words("newest", ConversationStatus.Active)] string? sort) =>
        Ok(new BookPage([], status ?? sort));

    [HttpPost]
    [Authorize("books:write")]
    public ActionResult<Book> Create(NewBook book) => Ok(new Book(book.Name, book.Note, book.Parts));

    [HttpGet("mine")]
    public ActionResult<Book> Mine() => Ok(new Book("", null, []));

    [HttpPut("open")]
    [AllowAnonymous]
    public ActionResult<Book> Open(NewBook book) => Create(book);
}

public sealed record BookPage(IReadOnlyList<Book> Books, string? Next);

public sealed record Book(string Name, string? Note, IReadOnlyList<BookPart> Parts)
{
    public bool IsLent { get; init; }
}

public sealed record NewBook(string Name, IReadOnlyList<BookPart> Parts, string? Note = null, int Size = 1);

/// <summary>Sent as well as answered: whoever sends one may leave out the count.</summary>
public sealed record BookPart(string Name, int Count = 1);
